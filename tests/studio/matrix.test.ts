// From × to, and the offers of a cell: level 050's house, the real engine. Every offer is made and the engine asked again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineApi } from '../../src/engine/api.ts';
import type { PairTable } from '../../src/engine/report/connectivity.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Plan } from '../../src/engine/dataplane/plan.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { type Cell, pairOf, type PodGroup, summariseMatrix } from '../../src/studio/matrix.ts';
import { askedFlows, flowOf, listOffers } from '../../src/studio/offers.ts';

const FOLDER = join(import.meta.dirname, '../../levels/050-next-department');

function worldOf(...names: readonly string[]): NetworkSpec {
  const files = names.map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
  const { spec, problems } = parseWorld(files);
  if (!spec) throw new Error(JSON.stringify(problems));
  return spec;
}

const START = worldOf('start/network.yaml', 'start/staff.yaml');
const SOLVED = worldOf('start/network.yaml', 'start/staff.yaml', 'solution/reference.yaml');

interface Asked {
  readonly engine: EngineApi;
  readonly plan: Plan;
  readonly matrix: PairTable;
}

function load(spec: NetworkSpec): Asked {
  const engine = createEngine();
  const { plan } = engine.load({ spec, revision: 1 });
  const matrix = engine.pairs({ revision: 1 });
  if (!matrix.ok) throw new Error(matrix.code);
  return { engine, plan, matrix: matrix.value };
}

function cellOf(
  { matrix, plan }: Asked,
  names: readonly [string, string],
  port?: string,
): { cell: Cell; groups: readonly [PodGroup, PodGroup] } {
  const { groups, cells } = summariseMatrix(matrix, plan.pods, { grouping: 'workload', port });
  const [from, to] = names.map((name) => groups.findIndex((group) => group.name === name));
  const [sender, receiver] = [groups[from ?? -1], groups[to ?? -1]];
  const cell = cells[from ?? -1]?.[to ?? -1];
  if (!sender || !receiver || !cell) throw new Error(`no such rows: ${groups.map(({ name }) => name).join(' ')}`);
  return { cell, groups: [sender, receiver] };
}

describe('the matrix of workloads', () => {
  it('counts pairs that the engine lets through, alike pods in one row', () => {
    const asked = load(SOLVED);
    expect(cellOf(asked, ['ops/metrics', 'pay/till'], '9090/TCP').cell).toEqual({ state: 'all', allowed: 2, pairs: 2 });
    expect(cellOf(asked, ['ops/metrics', 'pay/till'], '8443/TCP').cell.state).toBe('none');
    expect(cellOf(asked, ['ops/metrics', 'pay/till']).cell).toEqual({ state: 'some', allowed: 2, pairs: 4 });
    expect(cellOf(asked, ['pay/till', 'ops/metrics']).cell.state).toBe('silent');
    // NP2: a pod with itself is no pair; the two tills among themselves are.
    expect(cellOf(asked, ['pay/till', 'pay/till'], '8443/TCP').cell).toEqual({ state: 'none', allowed: 0, pairs: 2 });
    expect(cellOf(asked, ['data/stock-db', 'data/stock-db']).cell.state).toBe('silent');
  });

  it('a pair to ask about is one of the cell: the state of a cell is that of its pairs', () => {
    const { matrix, plan } = load(SOLVED);
    for (const port of matrix.ports) {
      const { groups, cells } = summariseMatrix(matrix, plan.pods, { grouping: 'namespace', port });
      groups.forEach((from, row) =>
        groups.forEach((to, column) => {
          const [open, shut] = (['blocked', 'delivered'] as const).map((want) => pairOf(matrix, [from, to], { port, want }));
          const state = open ? (shut ? 'some' : 'all') : shut ? 'none' : 'silent';
          expect([from.name, to.name, port, state]).toEqual([from.name, to.name, port, cells[row]?.[column]?.state]);
        }),
      );
    }
  });

  it('adds up to the engine’s own matrix, by workload and by namespace, in total and port by port', () => {
    for (const { engine, matrix, plan } of [load(START), load(SOLVED)]) {
      const triples = engine.matrix({ revision: 1 });
      if (!triples.ok) throw new Error(triples.code);
      expect(matrix.ports).toEqual(triples.value.ports);
      for (const grouping of ['workload', 'namespace'] as const) {
        for (const port of [undefined, ...matrix.ports]) {
          const { cells } = summariseMatrix(matrix, plan.pods, { grouping, port });
          const total = cells.flat().reduce((sum, cell) => sum + cell.allowed, 0);
          const own = triples.value.allowed.filter(
            ([from, to, at]) => from !== to && (port === undefined || matrix.ports[at] === port),
          );
          expect(total).toBe(own.length);
          for (const { allowed, pairs, state } of cells.flat()) {
            expect(allowed).toBeLessThanOrEqual(pairs);
            expect(state).toBe(pairs === 0 ? 'silent' : allowed === 0 ? 'none' : allowed === pairs ? 'all' : 'some');
          }
        }
      }
    }
  });
});

describe('offers of a cell', () => {
  it.each([
    ['delivered', 'lobby/visitor', 'pay/till', '8443/TCP', SOLVED],
    ['delivered', 'shop/web', 'pay/safe', '6000/TCP', SOLVED],
    ['delivered', 'pay/till', 'shop/web', '8080/TCP', SOLVED],
    ['blocked', 'ops/metrics', 'pay/till', '9090/TCP', SOLVED],
    ['blocked', 'lobby/visitor', 'pay/till', '8443/TCP', START],
    ['blocked', 'ops/metrics', 'data/stock-db', '5432/TCP', START],
  ] as const)('NP4–NP6 %s: %s → %s at %s, and each offer does it for the whole cell', (want, from, to, port, spec) => {
    const asked = load(spec);
    const { groups } = cellOf(asked, [from, to], port);
    const pair = pairOf(asked.matrix, groups, { port, want });
    if (!pair) throw new Error('as wanted already');
    const answer = asked.engine.whyNot({ revision: 1, flow: flowOf(pair, port), want, most: 8 });
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.value.holds).toBe(false);
    const offers = listOffers(answer.value, askedFlows(groups, port, asked.plan), spec);
    expect(offers.length).toBeGreaterThan(0);
    for (const { remedy, policies, removed } of offers) {
      expect(policies.flatMap(({ lines }) => lines.filter(({ sign }) => sign !== '=')).length + removed.length).toBeGreaterThan(
        0,
      );
      const after = load(applyEdit(spec, { type: 'batch', edits: remedy.edits }).spec);
      expect(cellOf(after, [from, to], port).cell.state).toBe(want === 'delivered' ? 'all' : 'none');
      expect(pairOf(after.matrix, groups, { port, want })).toBeUndefined();
    }
  });

  it('names what else an offer shuts, and never what was asked for', () => {
    const asked = load(START);
    const { groups } = cellOf(asked, ['ops/metrics', 'data/stock-db'], '5432/TCP');
    const flow = flowOf(['ops/metrics-0', 'data/stock-db-0'], '5432/TCP');
    const answer = asked.engine.whyNot({ revision: 1, flow, want: 'blocked', most: 20 });
    if (!answer.ok) throw new Error(answer.code);
    const wanted = askedFlows(groups, '5432/TCP', asked.plan);
    expect(wanted.to).toEqual(['data/stock-db-0:5432/TCP', 'svc:data/stock-db:5432/TCP']);
    const offers = listOffers(answer.value, wanted, START);
    for (const { besides, besidesCount } of offers) {
      expect(besidesCount).toBeGreaterThanOrEqual(besides.length);
      expect(besides.filter(({ from, to }) => wanted.from.includes(from) && wanted.to.includes(to))).toEqual([]);
    }
    expect(offers.some(({ besides }) => besides.some(({ from }) => from === 'lobby/visitor'))).toBe(true);
  });
});
