import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiTypes } from './api-types.plugin.js';

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
    react(),
  ],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  css: { preprocessorOptions: { scss: { loadPaths: [here('../../node_modules')], quietDeps: true } } },
  server: { host: '127.0.0.1', port: 5173, proxy: Object.fromEntries(['/api', '/leaflet', '/accessibility', '/contact', '/help', '/calendar/'].map((path) => [path, API])) },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: ['safari16', 'chrome111', 'firefox121'],
    // A data: address would need an exception in the content security policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: true,
  },
});
