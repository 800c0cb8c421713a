// States of pieces: which piece of the house is the target of a goal, refuses the envelope that is there, fails, or is missing — from what the
// engine said (plan, diagnostics, goal results, trace), with a sentence for each. Pure; the board draws it, the twin says it.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Hop, Trace } from '../engine/forward/trace.ts';
import type { GoalResult } from '../engine/goals/goal.ts';
import type { Diagnostic } from '../engine/model/diagnostic.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { type Absent, findAbsent } from './absent.ts';
import { goalEnd } from './goalEnds.ts';
import { selectionOfHop } from './places.ts';
import { flattenTrace } from './playback.ts';
import type { AppState } from './state.ts';

export const PIECE_STATES = ['refusing', 'failing', 'absent', 'target'] as const;
export type PieceState = (typeof PIECE_STATES)[number];

export interface PieceFact {
  readonly selection: string;
  readonly state: PieceState;
  /** Key of a sentence with its parameters. `goal` in them is a goal's id. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface PieceStates {
  readonly facts: readonly PieceFact[];
  readonly absent: readonly Absent[];
}

export const NO_STATES: PieceStates = { facts: [], absent: [] };
const MOST_FAILING = 200;

interface Standing {
  readonly network: NetworkDocument;
  readonly level: unknown;
  readonly failing: readonly PieceFact[];
  readonly absent: readonly Absent[];
}

/** What does not change while an envelope walks, by the world it was worked out for. */
const known = new WeakMap<object, Standing>();

function standing({ results, session, document }: AppState): Standing | undefined {
  const { compiled } = results;
  if (!compiled) return undefined;
  const { network } = document.spec;
  const { level } = session;
  const old = known.get(compiled);
  if (old?.network === network && old.level === level) return old;
  const { plan, diagnostics } = compiled;
  const absent = findAbsent({ plan, network, diagnostics, goals: level?.goals ?? [] });
  const next = { network, level, absent, failing: failingFacts(plan, network, diagnostics).slice(0, MOST_FAILING) };
  known.set(compiled, next);
  return next;
}

/** The gravest first: who refuses now, what fails, what is missing, where goals end. */
export function pieceStates(state: AppState): PieceStates {
  const { results, session } = state;
  const stands = standing(state);
  if (!stands || !results.compiled) return NO_STATES;
  const { absent, failing, network } = stands;
  const hidden = new Set((session.level?.goals ?? []).filter((goal) => goal.hidden === true).map(({ id }) => id));
  const { playback } = session;
  const { plan } = results.compiled;
  return {
    facts: [
      ...(playback ? refusingFacts(playback.trace, playback.position, { plan, network }) : []),
      ...failing,
      ...absent.map(({ selection, code, params }): PieceFact => ({ selection, state: 'absent', code, params })),
      ...targetFacts(results.judgement?.goals ?? [], hidden),
    ],
    absent,
  };
}

/** The reader, guard or gate that keeps the envelope, while it rests there. */
export function refusingFacts(
  trace: Trace,
  position: number,
  world: { readonly plan: Plan; readonly network: NetworkDocument },
): readonly PieceFact[] {
  const at = flattenTrace(trace)[position];
  if (at?.step.effect !== 'drop' && at?.step.effect !== 'refuse') return [];
  const { hop, step } = at;
  // A security group stands at the entrance of its subnet, and so does a route table.
  const selection =
    step.type === 'nsg' && hop.at.kind === 'subnet'
      ? `guard:${hop.at.name}`
      : (signpostOf(hop, step.rule?.object, world) ?? selectionOfHop(hop));
  return [{ selection, state: 'refusing', code: step.code, params: step.params }];
}

/** The signpost whose line decided: on the node's own floor, else on the first that has this table. */
function signpostOf(
  { at }: Hop,
  object: string | undefined,
  { plan, network }: { readonly plan: Plan; readonly network: NetworkDocument },
): string | undefined {
  const [, table] = /^RouteTable\/(.+)$/.exec(object ?? '') ?? [];
  if (table === undefined) return undefined;
  const floors = network.virtualNetworks.flatMap((vnet) => vnet.subnets).filter(({ routeTable }) => routeTable === table);
  const own = at.kind === 'node' ? plan.nodes.find(({ name }) => name === at.name)?.subnet : undefined;
  const floor = floors.find(({ name }) => name === own) ?? floors[0];
  return floor && `signpost:${floor.name}`;
}

export function failingFacts(plan: Plan, network: NetworkDocument, diagnostics: readonly Diagnostic[]): readonly PieceFact[] {
  const facts: PieceFact[] = [];
  const add = (selection: string, code: string, params: PieceFact['params'] = {}): void => {
    facts.push({ selection, state: 'failing', code, params });
  };
  for (const { name, ready } of plan.nodes) if (!ready) add(`node:${name}`, 'state.node');
  for (const { name, free } of plan.subnets) if (free < 0) add(`subnet:${name}`, 'state.addresses', { missing: -free });
  for (const { namespace, name, type, endpoints } of plan.services)
    if (type !== 'ExternalName' && endpoints.length === 0) add(`service:${namespace}/${name}`, 'state.endpoints');
  for (const { pod, reason } of plan.podsUnplaced) add(`pod:${pod}`, `unplaced.${reason}`);
  for (const { namespace, name, ready } of plan.pods) if (!ready) add(`pod:${namespace}/${name}`, 'state.pod');
  const used = new Set(network.virtualNetworks.flatMap((vnet) => vnet.subnets.flatMap(({ natGateway }) => natGateway ?? [])));
  for (const { name } of network.natGateways ?? []) if (!used.has(name)) add(`device:${name}`, 'state.idle');
  for (const { name, status } of network.privateEndpoints ?? [])
    if (status !== 'Approved') add(`device:${name}`, 'state.endpoint', { status });
  for (const { name, operationalState } of network.applicationGateways ?? [])
    if (operationalState === 'Stopped') add(`device:${name}`, 'state.stopped');
  // E-10, E-11: more nodes than the stamps are enough for.
  if (plan.snatMaxNodes !== undefined && plan.nodes.length > plan.snatMaxNodes)
    add('device:lb:kubernetes', 'state.stamps', { nodes: plan.nodes.length, most: plan.snatMaxNodes });
  const known = new Set(facts.map(({ selection }) => selection));
  for (const { severity, code, path, params } of diagnostics) {
    const selection = severity === 'error' ? selectionOfPath(path) : undefined;
    if (selection === undefined || known.has(selection)) continue;
    known.add(selection);
    add(selection, `diagnostic.${code}`, params);
  }
  return facts;
}

/** The piece that a diagnostic's path is about; undefined where it has none. */
function selectionOfPath(path: string): string | undefined {
  const [, service] = /^Service\/([^/]+\/[^:]+)(?::|$)/.exec(path) ?? [];
  if (service !== undefined) return `service:${service}`;
  const [, subnet] = /^virtualNetworks\.[^.]+\.subnets\.([^.]+)/.exec(path) ?? [];
  if (subnet !== undefined) return `subnet:${subnet}`;
  const [, list, name] = /^(natGateways|azureFirewalls|applicationGateways|virtualNetworkGateways)\.([^.]+)/.exec(path) ?? [];
  return list === undefined || name === undefined ? undefined : `device:${name}`;
}

/** Where each goal's envelope ends, and whether it should. */
export function targetFacts(goals: readonly GoalResult[], hidden: ReadonlySet<string>): readonly PieceFact[] {
  return goals.flatMap((goal): PieceFact[] => {
    const { id, pass, asks, trace } = goal;
    const hop = trace?.hops[trace.hops.length - 1];
    if (!hop || hidden.has(id)) return [];
    return [
      {
        selection: selectionOfHop(hop),
        state: 'target',
        // A question that nobody has answered is not a letter that went wrong.
        code: asks === true && !pass ? 'state.target.asked' : `state.target.${pass ? 'pass' : 'fail'}.${goalEnd(goal)}`,
        params: { goal: id },
      },
    ];
  });
}
