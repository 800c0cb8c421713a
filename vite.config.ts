// One page, two workers, three lazy parts (level screen, editor, board); relative addresses, so that any static host and sub-path serves it.
import { defineConfig } from 'vite';
import { addressesPlugin, catalogPlugin, pagesPlugin } from './scripts/catalogPlugin.mjs';
import { CONTENT_POLICY } from './scripts/policy.mjs';

const root = import.meta.dirname;

export default defineConfig({
  base: './',
  root,
  plugins: [catalogPlugin(root), pagesPlugin(root, CONTENT_POLICY), addressesPlugin()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
  },
});
