// The codec under test. Plain objects are compared as they are until manifest/ rebuilds them.
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import { createLinkCodec } from '../../src/share/linkCodec.ts';

export const codec = createLinkCodec({
  resourceToPlain: (resource) => resource,
  networkToPlain: (network) => network,
  rebuildResource: (plain) => plain as KubernetesResource,
  rebuildNetwork: (plain) => plain as NetworkDocument,
});
