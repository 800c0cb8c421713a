// The service worker: keeps everything the build wrote, so that the game and the levels open without a network. A newer one waits until the
// page says so (src/client/offline.ts): nothing is exchanged under a player's hands.
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';

/** Every file of the build with its digest (scripts/offlinePlugin.mjs). */
declare const __PRECACHE__: { url: string; revision: string | null }[];
declare const self: ServiceWorkerGlobalScope;

cleanupOutdatedCaches();
precacheAndRoute(__PRECACHE__, { ignoreURLParametersMatching: [/.*/] });

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});
// The first visit is kept too, not only the second.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
