// Edits of a remedy: one per object, the last writing of it, and whether the cluster has to be built anew for them.
import type { Edit } from '../edit/edit.ts';
import type { ManagedCluster, NetworkDocument } from '../model/networkDocument.ts';
import { formatRef, refOf } from '../model/spec.ts';

type Single = Exclude<Edit, { type: 'batch' }>;

/** Each object once, as it was written last, in the order of first writing. */
export function mergeEdits(edits: readonly Edit[]): Edit[] {
  const last = new Map<string, Single>();
  for (const edit of edits.flatMap(flatten)) last.set(keyOf(edit), edit);
  return [...last.values()];
}

/** `Service/shop/web`; the Network document as `Network`. */
export function objectsOf(edit: Edit): string[] {
  return flatten(edit).map(keyOf);
}

function flatten(edit: Edit): Single[] {
  return edit.type === 'batch' ? edit.edits.flatMap(flatten) : [edit];
}

function keyOf(edit: Single): string {
  if (edit.type === 'putNetwork') return 'Network';
  if (edit.type === 'answer') return `Answer/${edit.goal}`;
  return formatRef(edit.type === 'putObject' ? refOf(edit.resource) : edit.ref);
}

/** Another plugin, mode or data plane, or pods from another subnet: every pod changes its address. */
export function rebuildsCluster(before: NetworkDocument, after: NetworkDocument): boolean {
  return modesOf(before) !== modesOf(after);
}

function modesOf({ managedClusters }: NetworkDocument): string {
  return JSON.stringify(
    managedClusters.map(
      ({ networkProfile: { networkPlugin, networkPluginMode, networkDataplane }, agentPoolProfiles }: ManagedCluster) => [
        networkPlugin,
        networkPluginMode,
        networkDataplane,
        agentPoolProfiles.map(({ podSubnet, podIPAllocationMode }) => [podSubnet, podIPAllocationMode]),
      ],
    ),
  );
}
