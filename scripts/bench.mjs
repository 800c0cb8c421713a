// npm run bench [-- --json]: ratios against a baseline in the same run.
import { pathToFileURL } from 'node:url';
import { bundle, ensurePackages } from './lib.mjs';

ensurePackages();
await import(pathToFileURL(await bundle('tests/bench/main.ts', ['src', 'tests', 'levels'])).href);
