// The same fix typed as edited: the reference solution of every level, taken home as commands, gives the same document when it is typed here.
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { takeHome } from '../../src/manifest/takeHome.ts';
import { writeWorld } from '../../src/manifest/writeWorld.ts';
import { listLevelIds, readLevelFolder } from '../levels/folders.ts';
import { openTerminal } from '../support/terminal.ts';

function solved(id: string): { readonly start: NetworkSpec; readonly end: NetworkSpec } {
  const files = readLevelFolder(id);
  const { level } = parseLevel(files);
  const edits = readSolution(files, 'reference') ?? [];
  if (!level || edits.length === 0) throw new Error(`${id} has no reference solution`);
  return { start: level.start, end: edits.reduce((spec, edit) => applyEdit(spec, edit).spec, level.start) };
}

/** What is decided when a cluster or a pool is made: no command changes it in place. */
function madeOnce({ network }: NetworkSpec): unknown {
  return network.managedClusters.map(({ networkProfile: { serviceCidr, dnsServiceIP }, agentPoolProfiles }) => [
    [serviceCidr ?? '', dnsServiceIP ?? ''],
    agentPoolProfiles.map(({ maxPods, podSubnet, podIPAllocationMode }) => [
      maxPods ?? 0,
      podSubnet ?? '',
      podIPAllocationMode ?? '',
    ]),
  ]);
}

/** Which kind of addresses pods have; whoever names no plugin has Overlay. */
function modesOf({ network }: NetworkSpec): string[] {
  return network.managedClusters.map(({ networkProfile: { networkPlugin, networkPluginMode } }) =>
    networkPlugin === undefined || networkPluginMode === 'overlay' ? 'overlay' : networkPlugin,
  );
}

/** Clusters move to Overlay, and never away from it or between the others. */
function isNoWay(start: NetworkSpec, end: NetworkSpec): boolean {
  const after = modesOf(end);
  return modesOf(start).some((mode, index) => mode !== after[index] && after[index] !== 'overlay');
}

describe('levels solved by typing', () => {
  it.each(listLevelIds())('%s', async (id) => {
    const { start, end } = solved(id);
    const terminal = openTerminal(start);
    let cannot = false;
    for (const format of ['patch', 'azSince'] as const) {
      const text = takeHome(format, start, end);
      // What no command changes in place is told in a remark.
      cannot ||= text.includes('until it is made anew');
      await terminal.type(text);
      expect(terminal.failed(), text).toBe(false);
    }
    expect(cannot).toBe(!sameValue(madeOnce(start), madeOnce(end)) || isNoWay(start, end));
    if (!cannot) expect(writeWorld(terminal.spec())).toBe(writeWorld(end));
  });
});
