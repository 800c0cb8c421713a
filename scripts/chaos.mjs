// npm run chaos -- …: the tool server/tools/chaos.ts, bundled, with a server whose clock can be put wrong beside it.
import { pathToFileURL } from 'node:url';
import { bundleServer, bundleTool } from './classroomParts.mjs';
import { ensurePackages, ROOT } from './lib.mjs';

ensurePackages();
const { worker } = await bundleServer();
Object.assign(process.env, {
  CIDR_HOUSE_ROOT: ROOT,
  CIDR_HOUSE_WORKER: worker,
  CIDR_HOUSE_SERVER: await bundleTool('chaosServer'),
});
await import(pathToFileURL(await bundleTool('chaos')).href);
