// npm run load -- …: the tool server/tools/load.ts, bundled, with the server's bundles beside it.
import { pathToFileURL } from 'node:url';
import { bundleServer, bundleTool } from './classroomParts.mjs';
import { ensurePackages, ROOT } from './lib.mjs';

ensurePackages();
const { main, worker } = await bundleServer();
Object.assign(process.env, { CIDR_HOUSE_ROOT: ROOT, CIDR_HOUSE_WORKER: worker, CIDR_HOUSE_SERVER: main });
await import(pathToFileURL(await bundleTool('load')).href);
