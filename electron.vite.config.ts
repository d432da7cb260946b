import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);
const alias = { '@shared': at('src/shared') };

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: at('out/main'),
      // `dependencies` stay outside the bundle by themselves; an optional one has to be named.
      externalizeDeps: { include: ['@napi-rs/keyring'] },
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          serve: at('src/main/serve.ts'),
          cli: at('src/main/cli.ts'),
          'report-worker': at('src/main/report/report-worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: at('out/preload'),
      // A sandboxed preload can require nothing but electron, so everything else is bundled into it.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    resolve: { alias },
    plugins: [react(), tailwindcss()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // One page from this machine: splitting it would save nobody a download.
      chunkSizeWarningLimit: 2_500,
      rollupOptions: { input: at('src/renderer/index.html') },
    },
  },
});
