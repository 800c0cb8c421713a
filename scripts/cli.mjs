// npm run -s cli -- …: the command line, bundled once per change of its sources.
import { pathToFileURL } from 'node:url';
import { bundle, ensurePackages } from './lib.mjs';

ensurePackages();
const file = await bundle('src/cli/main.ts', ['src/engine', 'src/manifest', 'src/levels', 'src/share', 'src/words', 'src/cli']);
await import(pathToFileURL(file).href);
