// What a level lets a player change: kinds, creation, removal, paths of the Network document.
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/engine/edit/edit.ts';
import type { Service } from '../../src/engine/model/kubernetes.ts';
import { DEFAULT_NETWORK, type NetworkSpec } from '../../src/engine/model/spec.ts';
import { checkEditable } from '../../src/levels/editable.ts';
import type { Editable, Level } from '../../src/levels/level.ts';
import { listChangedPaths } from '../../src/levels/networkPaths.ts';

function service(name: string, port = 80, namespace = 'shop'): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type: 'ClusterIP', ports: [{ port, targetPort: port, protocol: 'TCP' }] },
  };
}

function levelOf(editable: Editable): { level: Level; spec: NetworkSpec } {
  const start: NetworkSpec = {
    network: DEFAULT_NETWORK,
    objects: { shop: { 'Service/web': service('web'), 'Service/api': service('api') } },
  };
  const level: Level = {
    id: '001-test',
    rev: 1,
    chapter: 0,
    order: 1,
    minutes: 1,
    rules: ['NP5'],
    goals: [],
    editable,
    par: { changes: 1, exposure: 0, cost: 0 },
    demo: { from: 'a/b', to: 'c' },
    solutions: [],
    start,
  };
  return { level, spec: start };
}

const put = (resource: Service): Edit => ({ type: 'putObject', resource });
const remove = (name: string): Edit => ({ type: 'removeObject', ref: { kind: 'Service', namespace: 'shop', name } });

describe('checkEditable', () => {
  it('refuses what is not listed and allows what is', () => {
    const { level, spec } = levelOf({ objects: [{ kind: 'Service', namespace: 'shop', name: 'web' }], network: [] });
    expect(checkEditable(level, spec, put(service('web', 81)))).toBeUndefined();
    expect(checkEditable(level, spec, put(service('api', 81)))).toEqual({
      code: 'refused.object',
      params: { object: 'Service/shop/api' },
    });
    expect(checkEditable(level, spec, put(service('new')))?.code).toBe('refused.create');
    expect(checkEditable(level, spec, remove('web'))?.code).toBe('refused.remove');
  });

  it('allows an edit that changes nothing, and putting back or taking away one’s own', () => {
    const { level, spec } = levelOf({ objects: [{ kind: 'Service', namespace: '*', create: true }], network: [] });
    const locked = levelOf({ objects: [], network: [] }).level;
    expect(checkEditable(locked, spec, put(service('api')))).toBeUndefined();
    expect(checkEditable(level, spec, put(service('new')))).toBeUndefined();
    const withNew: NetworkSpec = { ...spec, objects: { shop: { ...spec.objects['shop'], 'Service/new': service('new') } } };
    expect(checkEditable(level, withNew, remove('new'))).toBeUndefined();
    expect(checkEditable(level, withNew, remove('web'))?.code).toBe('refused.remove');
  });

  it('holds every part of a batch against the state before it', () => {
    const { level, spec } = levelOf({
      objects: [{ kind: 'Service', namespace: 'shop', name: 'web', remove: true }],
      network: [],
    });
    expect(checkEditable(level, spec, { type: 'batch', edits: [remove('web'), put(service('web'))] })).toBeUndefined();
    expect(checkEditable(level, spec, { type: 'batch', edits: [remove('web'), put(service('web', 99))] })?.code).toBe(
      'refused.create',
    );
    expect(checkEditable(level, spec, { type: 'batch', edits: [put(service('web', 81)), remove('api')] })?.code).toBe(
      'refused.remove',
    );
  });

  it('compares Network documents path by path', () => {
    const { level, spec } = levelOf({ objects: [], network: ['managedClusters.aks.networkProfile'] });
    const [cluster] = DEFAULT_NETWORK.managedClusters;
    if (!cluster) throw new Error('the default network has a cluster');
    const { networkPluginMode: _mode, ...flat } = cluster.networkProfile;
    const mode: Edit = {
      type: 'putNetwork',
      network: { ...DEFAULT_NETWORK, managedClusters: [{ ...cluster, networkProfile: flat }] },
    };
    expect(checkEditable(level, spec, mode)).toBeUndefined();
    const grown: Edit = {
      type: 'putNetwork',
      network: {
        ...DEFAULT_NETWORK,
        managedClusters: [
          {
            ...cluster,
            networkProfile: flat,
            agentPoolProfiles: cluster.agentPoolProfiles.map((pool) => ({ ...pool, count: 9 })),
          },
        ],
      },
    };
    expect(checkEditable(level, spec, grown)).toEqual({
      code: 'refused.network',
      params: { path: 'managedClusters.aks.agentPoolProfiles.nodepool1.count' },
    });
  });
});

describe('listChangedPaths', () => {
  it('names elements by name, new ones whole, and notices another order', () => {
    expect(
      listChangedPaths(
        { list: [{ name: 'a', x: 1 }] },
        {
          list: [
            { name: 'a', x: 2 },
            { name: 'b', x: 1 },
          ],
        },
      ),
    ).toEqual(['list.a.x', 'list.b']);
    expect(listChangedPaths({}, { list: [{ name: 'a' }] })).toEqual(['list.a']);
    expect(listChangedPaths({ list: [{ name: 'a' }, { name: 'b' }] }, { list: [{ name: 'b' }, { name: 'a' }] })).toEqual([
      'list',
    ]);
    expect(listChangedPaths({ plain: [1, 2] }, { plain: [1, 3] })).toEqual(['plain']);
    expect(listChangedPaths({ a: 1, b: undefined }, { a: 1 })).toEqual([]);
  });

  it('does not confuse a prefix of a name with a path', () => {
    const { level, spec } = levelOf({ objects: [], network: ['managedClusters.aks.networkProfile.podCidr'] });
    const [cluster] = DEFAULT_NETWORK.managedClusters;
    if (!cluster) throw new Error('the default network has a cluster');
    const other = { ...cluster, networkProfile: { ...cluster.networkProfile, podCidrs: ['10.1.0.0/16'] } };
    expect(
      checkEditable(level, spec, { type: 'putNetwork', network: { ...DEFAULT_NETWORK, managedClusters: [other] } })?.code,
    ).toBe('refused.network');
  });
});
