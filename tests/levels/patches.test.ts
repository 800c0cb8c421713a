// The Patch form: a part of the Network document or of an object, made over the start in solutions and over the player's own world in given files.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { applyPatch, type Patch } from '../../src/engine/edit/patch.ts';
import { DEFAULT_NETWORK, type NetworkSpec } from '../../src/engine/model/spec.ts';
import { applySolution, readGiven } from '../../src/levels/applySolution.ts';
import { type LevelFiles, parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { worldOf } from '../engine/worlds.ts';
import { readLevelFolder } from './folders.ts';

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 8080 }] }] }
`;
const start: NetworkSpec = worldOf(WEB);

function patch(target: string, merge: string, more: string = ''): string {
  return `apiVersion: cidr.house/v1\nkind: Patch\ntarget: ${target}\n${more}merge: ${merge}`;
}

function apply(text: string, over: NetworkSpec = start): ReturnType<typeof applySolution> {
  const parsed = parseManifests(text);
  expect(parsed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return applySolution(parsed, over);
}

function given(text: string, over: readonly NetworkSpec[] = [start]): Patch {
  const read = readGiven(parseManifests(text), over);
  expect(read.problems).toEqual([]);
  const [only] = read.edits;
  if (only?.type !== 'patch') throw new Error('one patch was expected');
  return only;
}

const ROOM_MORE = '{ managedClusters: { aks: { agentPoolProfiles: { nodepool1: { count: 4 } } } } }';

describe('a patch in a solution', () => {
  it('changes one field of a named element, and leaves a canonical edit', () => {
    const { edits, problems } = apply(patch('Network', ROOM_MORE));
    expect(problems).toEqual([]);
    const [cluster] = DEFAULT_NETWORK.managedClusters;
    const pools = cluster?.agentPoolProfiles.map((pool) => ({ ...pool, count: 4 })) ?? [];
    const network = { ...start.network, managedClusters: [{ ...cluster, agentPoolProfiles: pools }] };
    expect(edits).toEqual([{ type: 'putNetwork', network }]);
  });

  it('adds an element by its name, takes one away with null, and makes a list that is not there', () => {
    const network = `{ virtualNetworks: { aks-vnet: { subnets: { aks-subnet: { routeTable: rt }, new: { addressPrefix: 10.225.0.0/24 } } } },
      routeTables: { rt: { routes: { out: { addressPrefix: 0.0.0.0/0, nextHopType: Internet } } } } }`;
    const { spec, problems } = apply(patch('Network', network));
    expect(problems).toEqual([]);
    expect(spec.network.virtualNetworks[0]?.subnets.map(({ name, routeTable }) => [name, routeTable])).toEqual([
      ['aks-subnet', 'rt'],
      ['new', undefined],
    ]);
    expect(spec.network.routeTables?.[0]?.routes?.[0]?.nextHopType).toBe('Internet');
    const less = apply(patch('Network', '{ virtualNetworks: { aks-vnet: { subnets: { new: null } } } }'), spec);
    expect(less.spec.network.virtualNetworks[0]?.subnets.map(({ name }) => name)).toEqual(['aks-subnet']);
  });

  it('of an object that the same file puts is one edit with it', () => {
    const two = `${WEB}---\n${patch('Deployment/shop/web', '{ spec: { replicas: 5 } }')}\n---\n${patch('Deployment/shop/web', '{ metadata: { labels: { team: gala } } }')}`;
    const { edits, problems } = apply(two);
    expect(problems).toEqual([]);
    expect(edits).toMatchObject([
      { type: 'putObject', resource: { metadata: { labels: { team: 'gala' } }, spec: { replicas: 5 } } },
    ]);
  });

  it.each([
    ['an absent target', patch('Service/shop/web', '{ spec: {} }'), 'Patch/Service/shop/web: there is no such object'],
    ['an unknown field', patch('Network', '{ managedClusters: { aks: { rooms: 4 } } }'), 'rooms'],
    ['a value of the wrong type', patch('Deployment/shop/web', '{ spec: { replicas: many } }'), 'replicas'],
    ['half an element', patch('Network', '{ virtualNetworks: { next: {} } }'), 'addressSpace'],
    ['another name', patch('Deployment/shop/web', '{ metadata: { name: other } }'), 'keeps kind, namespace and name'],
  ])('refuses %s with a sentence', (_what, text, said) => {
    const { edits, problems } = apply(text);
    expect(edits).toEqual([]);
    expect(problems.join('\n')).toContain(said);
  });

  it.each([
    ['apiVersion: cidr.house/v1\nkind: Patch\nmerge: { a: 1 }', 'target'],
    ['apiVersion: cidr.house/v1\nkind: Patch\ntarget: Network', 'merge'],
    [patch('Network', '{}'), 'merge'],
    [patch('Removal/a/b', '{ a: 1 }'), 'target'],
    [patch('Network', '{ a: 1 }', 'secret: 1\n'), 'secret'],
    [patch('Network', '{ __proto__: { a: 1 } }'), '__proto__'],
  ])('is read strictly: %s', (text, field) => {
    const parsed = parseManifests(text);
    const wrong = [...parsed.problems.map(({ path, message }) => path + message), ...applySolution(parsed, start).problems];
    expect(wrong.join('\n')).toContain(field);
    expect(applySolution(parsed, start).edits).toEqual([]);
  });

  it('optional: an absent target changes nothing', () => {
    expect(apply(patch('Service/shop/web', '{ spec: {} }', 'optional: true\n'))).toMatchObject({ edits: [], problems: [] });
  });
});

describe('a patch in a given file', () => {
  const more = given(patch('Network', ROOM_MORE));

  it('keeps what the player built', () => {
    const built = apply(patch('Network', '{ publicIPAddresses: { pip: { ipAddress: 198.51.100.30 } } }')).spec;
    const patched = applyPatch(built, more);
    expect(patched).toMatchObject({ spec: { network: { publicIPAddresses: [{ name: 'pip' }] } } });
    expect('spec' in patched && patched.spec.network.managedClusters[0]?.agentPoolProfiles[0]?.count).toBe(4);
  });

  it('holds also where the start has that value already', () => {
    const same = given(patch('Deployment/shop/web', '{ spec: { replicas: 2 } }'));
    const moved = apply(patch('Deployment/shop/web', '{ spec: { replicas: 7 } }')).spec;
    expect(applyPatch(moved, same)).toMatchObject({
      spec: { objects: { shop: { 'Deployment/web': { spec: { replicas: 2 } } } } },
    });
  });

  it('says what is missing when the player took it away; optional changes nothing', () => {
    const gone = apply(
      patch('Network', '{ managedClusters: { aks: { agentPoolProfiles: { nodepool1: null, other: { count: 1 } } } } }'),
    ).spec;
    expect(applyPatch(gone, more)).toEqual({ absent: 'Network: managedClusters.aks.agentPoolProfiles.nodepool1.count' });
    expect(applyPatch(gone, { ...more, optional: true })).toEqual({ spec: gone });
  });

  it('takes away what may be gone already, and writes labels where there are none', () => {
    const label = given(
      patch('Deployment/shop/web', '{ spec: { template: { metadata: { labels: { app: web, tier: front } } } } }'),
    );
    expect(label.changes).toHaveLength(2);
    const removal = given(patch('Network', '{ virtualNetworks: { aks-vnet: { subnets: { aks-subnet: null } } } }'));
    const once = applyPatch(start, removal);
    if ('absent' in once) throw new Error(once.absent);
    expect(applyPatch(once.spec, removal)).toEqual(once);
  });

  it('may change what only the reference makes; what neither has is a mistake', () => {
    const service = `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }`;
    const solved = apply(service).spec;
    const anew = given(patch('Service/shop/web', '{ spec: { clusterIP: 10.0.7.7 } }'), [start, solved]);
    expect(applyPatch(solved, anew)).toMatchObject({
      spec: { objects: { shop: { 'Service/web': { spec: { clusterIP: '10.0.7.7' } } } } },
    });
    expect(applyPatch(start, anew)).toEqual({ absent: 'Service/shop/web' });
    expect(readGiven(parseManifests(patch('Service/shop/api', '{ spec: {} }')), [start, solved]).problems).toHaveLength(1);
  });

  it('the judge judges under it, and a condition that cannot be made fails the goal with its name', () => {
    const judge = (spec: NetworkSpec, edit: Patch): unknown => {
      const engine = createEngine();
      engine.load({ spec, revision: 1 });
      const goals = [{ id: 'fits', type: 'addressesSuffice' as const, given: [edit] }];
      const judged = engine.judge({ revision: 1, goals, start: spec });
      if (!judged.ok) throw new Error(judged.code);
      expect(engine.hints({ revision: 1, goals }).ok).toBe(true);
      return judged.value.goals[0];
    };
    expect(judge(start, more)).toMatchObject({ pass: true });
    const many = given(patch('Network', '{ managedClusters: { aks: { networkProfile: { podCidr: 10.244.0.0/23 } } } }'));
    expect(judge(start, many)).toMatchObject({ pass: false });
    const gone = apply(
      patch('Network', '{ managedClusters: { aks: { agentPoolProfiles: { nodepool1: null, other: { count: 1 } } } } }'),
    ).spec;
    expect(judge(gone, more)).toMatchObject({ pass: false, failure: { code: 'goal.given' } });
  });
});

describe('a level with patches', () => {
  const files = readLevelFolder('203-same-door-every-room');
  const withFile = (path: string, text: string): LevelFiles => ({ ...files, [path]: text });

  it('reads them against its start, and names the file that is wrong', () => {
    const good = withFile('given/a-fourth-room.yaml', patch('Network', '{ location: westeurope }'));
    expect(
      parseLevel(good)
        .level?.goals.flatMap((goal) => goal.given ?? [])
        .some(({ type }) => type === 'patch'),
    ).toBe(true);
    const bad = withFile('given/a-fourth-room.yaml', patch('Service/shop/nobody', '{ spec: {} }'));
    expect(parseLevel(bad).problems).toMatchObject([{ path: 'given/a-fourth-room.yaml' }]);
    const lost = withFile('solution/reference.yaml', patch('Service/shop/nobody', '{ spec: {} }'));
    expect(parseLevel(lost).problems).toMatchObject([{ path: 'solution/reference.yaml' }]);
    expect(readSolution(lost, 'reference')).toBeUndefined();
  });

  it('a solution of patches is the edits it makes', () => {
    const patched = withFile('solution/reference.yaml', patch('Network', '{ location: westeurope }'));
    const { level } = parseLevel(patched);
    const edits: readonly Edit[] = readSolution(patched, 'reference') ?? [];
    expect(edits).toEqual([{ type: 'putNetwork', network: { ...level?.start.network, location: 'westeurope' } }]);
    expect(applyEdit(level?.start ?? start, { type: 'batch', edits }).spec.network.location).toBe('westeurope');
  });
});
