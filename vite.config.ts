// One page, two workers, three lazy parts (level screen, editor, board); relative addresses, so that any static host and sub-path serves it.
import { defineConfig } from 'vite';
import { codexPlugin } from './scripts/codexPlugin.mjs';
import { levelsPlugin } from './scripts/levelsPlugin.mjs';
import { offlinePlugin } from './scripts/offlinePlugin.mjs';
import { addressesPlugin, catalogPlugin, pagesPlugin, policyPlugin, rulesPlugin } from './scripts/catalogPlugin.mjs';
import { CONTENT_POLICY, DEVELOPMENT_POLICY } from './scripts/policy.mjs';

const root = import.meta.dirname;

export default defineConfig({
  base: './',
  root,
  plugins: [
    catalogPlugin(root),
    rulesPlugin(root),
    levelsPlugin(root),
    codexPlugin(root),
    offlinePlugin(root),
    policyPlugin('build', CONTENT_POLICY),
    policyPlugin('serve', DEVELOPMENT_POLICY),
    pagesPlugin(root),
    addressesPlugin(),
  ],
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
