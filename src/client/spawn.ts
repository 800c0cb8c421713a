// Making the two workers and the service worker. Under Trusted Types a worker's address must be made by our policy, which takes only those of this build.
import engineUrl from '../../workers/engine.worker.ts?worker&url';
import workshopUrl from '../../workers/workshop.worker.ts?worker&url';
import manifestUrl from '../../workers/manifest.worker.ts?worker&url';

interface ScriptUrlPolicy {
  createScriptURL(text: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): ScriptUrlPolicy;
}

const KNOWN: ReadonlySet<string> = new Set([engineUrl, manifestUrl, workshopUrl]);

/** Of the service worker, once the base is known: it lies beside the page. */
let offlineUrl: string | undefined;

function makePolicy(): ScriptUrlPolicy | undefined {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  return factory?.createPolicy('cidr-house', {
    createScriptURL: (text) => {
      if (!KNOWN.has(text) && text !== offlineUrl) throw new TypeError('not a worker of this game');
      return text;
    },
  });
}
const policy = makePolicy();

function spawn(address: string): Worker {
  const trusted = policy ? policy.createScriptURL(address) : address;
  return new Worker(trusted as string, { type: 'module' });
}

export function spawnEngine(): Worker {
  return spawn(engineUrl);
}

export function spawnManifests(): Worker {
  return spawn(manifestUrl);
}

export function spawnWorkshop(): Worker {
  return spawn(workshopUrl);
}

/** Undefined where there are none: an old browser, a page opened without https. */
export function registerOffline(base: string): Promise<ServiceWorkerRegistration> | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  offlineUrl = `${base}sw.js`;
  const trusted = policy ? policy.createScriptURL(offlineUrl) : offlineUrl;
  return navigator.serviceWorker.register(trusted as string, { scope: base, updateViaCache: 'none' });
}
