import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiTypes } from './api-types.plugin.js';
import { precompress } from './precompress.plugin.js';
import { secondLanguage } from './second-language.plugin.js';
import { onlyCombobox } from './only-combobox.plugin.js';

/** The API that the development server hands /api to. */
const API = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: here('./public'),
  plugins: [
    apiTypes({ contract: here('../../docs/openapi.json'), outfile: here('./src/generated/api/openapi.d.ts') }),
    paraglideVitePlugin({
      project: here('./project.inlang'),
      outdir: here('./src/generated/messages'),
      strategy: ['cookie', 'baseLocale'],
      cookieName: 'locale',
      emitReadme: false,
      isServer: 'false',
    }),
    secondLanguage({ src: here('./src') }),
    onlyCombobox(),
    react(),
    precompress(),
  ],
  resolve: {
    conditions: ['source', 'module', 'browser', 'development|production'],
    // The shim is for React 17; since then React has the hook itself.
    alias: { 'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector' },
  },
  css: { preprocessorOptions: { scss: { loadPaths: [here('../../node_modules')], quietDeps: true } } },
  server: { host: '127.0.0.1', port: 5173, proxy: Object.fromEntries(['/api', '/leaflet', '/accessibility', '/contact', '/help', '/calendar/'].map((path) => [path, API])) },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: ['safari16', 'chrome111', 'firefox121'],
    // A data: address would need an exception in the content security policy.
    assetsInlineLimit: 0,
    // Which file needs which: the budgets are counted by it.
    manifest: true,
    rolldownOptions: {
      // The domain and the labels only declare: what a page does not call of them stays out of the page.
      treeshake: { moduleSideEffects: [{ test: /[\\/]libs[\\/]domain[\\/]|[\\/]shared[\\/]labels[\\/]|[\\/]node_modules[\\/](prop-types|react-is)[\\/]/, sideEffects: false }] },
      output: {
        // Short names: the first file lists all others.
        chunkFileNames: 'assets/[hash].js',
        codeSplitting: {
          groups: [
            // Apart from whatever else the same pages share: a page that shows no date has no use for a calendar.
            { name: 'calendar', test: /[\\/](temporal-polyfill|temporal-utils)[\\/]|[\\/]calendar[\\/]zone\.ts$/ },
            // What ten pages and more have in common: otherwise each set of pages that share a word makes a file, and the first one lists them all.
            { name: 'common', test: /[\\/](generated[\\/]messages[\\/]messages|shared)[\\/]/, minShareCount: 10 },
            // Small parts that most pages have: one file is smaller than five.
            { name: 'parts', test: /[\\/]kern[\\/](button|date-time|error-summary|facts|field|field-frame|check-field|page-title)\.tsx$/ },
            // What asks the API: the frame needs all of it, whichever part a page names.
            { name: 'api', test: /[\\/]shared[\\/]api[\\/](http|queries)\.ts$|[\\/]node_modules[\\/](@tanstack[\\/](react-query|query-core)|openapi-fetch)[\\/]/ },
          ],
        },
      },
    },
    sourcemap: false,
    reportCompressedSize: true,
  },
});
