// The codec as the game and the command line have it: objects rebuilt by manifest/.
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { createLinkCodec } from '../../src/share/linkCodec.ts';

export const codec = createLinkCodec({ networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain });
