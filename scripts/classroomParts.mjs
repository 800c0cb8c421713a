// The server's two bundles: its process, and the worker that judges.
import { bundle } from './lib.mjs';

const SOURCES = ['src/engine', 'src/manifest', 'src/levels', 'src/share', 'src/words', 'src/classroom', 'server'];

export async function bundleServer() {
  return { main: await bundle('server/main.ts', SOURCES), worker: await bundleWorker() };
}

export function bundleWorker() {
  return bundle('server/verify/worker.ts', SOURCES);
}

/** A tool of server/tools. */
export function bundleTool(name) {
  return bundle(`server/tools/${name}.ts`, SOURCES);
}
