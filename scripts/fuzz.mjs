// npm run fuzz -- --cases N [--seed S]: random worlds, links and texts against the brute-force reading.
import { pathToFileURL } from 'node:url';
import { bundle, ensurePackages } from './lib.mjs';

ensurePackages();
await import(pathToFileURL(await bundle('tests/property/fuzz.ts', ['src', 'tests'])).href);
