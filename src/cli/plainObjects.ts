// The functions of manifest/ that the link codec is given.
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../manifest/plainObjects.ts';
import type { PlainObjects } from '../share/items.ts';

export const PLAIN_OBJECTS: PlainObjects = { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain };
