import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import app from './vite.config';

/** The page of components by itself, for its checks: built where `COMPONENTS_ROOT` says, never into the app that is delivered. */
export default mergeConfig(
  app,
  defineConfig({
    build: {
      outDir: process.env['COMPONENTS_ROOT'] ?? fileURLToPath(new URL('../../.data/components', import.meta.url)),
      rolldownOptions: { input: fileURLToPath(new URL('./_ui/index.html', import.meta.url)) },
    },
  }),
);
