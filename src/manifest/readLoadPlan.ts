// A load plan as text: a small strict YAML document → the plan the engine runs. Unknown fields and values out of kind are refused with their place.
// Durations are `500ms`, `30s`, `10m`, `2h`, or a number of seconds.
import type { OutboundType } from '../engine/model/networkDocument.ts';
import type { LoadEvent, LoadFlow, LoadPlan } from '../engine/report/load/plan.ts';
import { checkText, createBudget, normaliseText, splitDocuments } from './caps.ts';
import { nearestWord } from './nearest.ts';
import { formatPath, shown } from './problems.ts';
import { type Path, readYaml } from './yamlDocument.ts';

export interface LoadPlanProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ReadLoadPlan = { readonly plan: LoadPlan } | { readonly problem: LoadPlanProblem };

interface Wrong {
  readonly path: Path;
  readonly message: string;
}

/** Fields of one mapping: each is taken once, what is left over is unknown. */
interface Taker {
  readonly path: Path;
  readonly value: ReadonlyMap<string, unknown>;
  readonly wrong: Wrong[];
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const OUTBOUND_TYPES: readonly OutboundType[] = [
  'loadBalancer',
  'managedNATGateway',
  'userAssignedNATGateway',
  'userDefinedRouting',
  'none',
  'block',
];
const PLAN_FIELDS = ['seed', 'duration', 'sample', 'probe', 'flows', 'events'];
const FLOW_FIELDS = [
  'name',
  'from',
  'to',
  'clients',
  'rate',
  'start',
  'end',
  'hold',
  'requests',
  'keepalive',
  'wait',
  'retries',
  'backoff',
  'spread',
];
const EVENT_FIELDS = ['at', 'nodes', 'outboundType', 'rollout', 'scale', 'subnet', 'recreate'];
const NODES_FIELDS = ['pool', 'count'];
const SCALE_FIELDS = ['workload', 'replicas'];
const DEVICES = ['natGateway', 'routeTable', 'networkSecurityGroup'] as const;
const SUBNET_FIELDS = ['name', ...DEVICES];
const RECREATE_FIELDS = ['service', 'after'];
const ROLLOUT_FIELDS = ['workload', 'ready', 'grace', 'surge', 'unavailable'];
/** A replica in four, as Kubernetes rounds it for a handful. */
const DEFAULT_SURGE = 1;

export function readLoadPlan(text: string): ReadLoadPlan {
  const odd = checkText(text);
  const documents = odd ?? splitDocuments(normaliseText(text));
  if (!Array.isArray(documents)) return { problem: documents };
  const [document] = documents;
  if (!document || documents.length > 1) return { problem: { line: 1, column: 1, message: 'a load plan is one YAML document' } };
  const read = readYaml(document, createBudget());
  if (read.problem) return { problem: read.problem };
  const wrong: Wrong[] = [];
  const plan = readPlan(read.value, wrong);
  const [first] = wrong;
  if (!first) return { plan };
  const path = formatPath(first.path);
  return { problem: { ...read.locate(first.path), message: `${path === '' ? 'plan' : path}: ${first.message}` } };
}

function readPlan(value: unknown, wrong: Wrong[]): LoadPlan {
  const taker = open(value, [], { fields: PLAN_FIELDS, wrong });
  const duration = time(taker, 'duration');
  const sample = time(taker, 'sample', Math.max(1000, Math.ceil(duration / 120_000) * 1000));
  return {
    seed: whole(taker, 'seed', 1),
    duration,
    sample,
    probe: time(taker, 'probe', 10_000),
    flows: items(taker, 'flows').map(([item, path]) => readFlow(open(item, path, { fields: FLOW_FIELDS, wrong }), duration)),
    events: items(taker, 'events').flatMap(([item, path]) => readEvent(open(item, path, { fields: EVENT_FIELDS, wrong }))),
  };
}

function readFlow(taker: Taker, duration: number): LoadFlow {
  const from = words(taker, 'from');
  const to = words(taker, 'to');
  const spread = words(taker, 'spread', 'random');
  if (spread !== 'random' && spread !== 'even') fail(taker, 'spread', 'must be random or even');
  return {
    name: words(taker, 'name', `${from} > ${to}`).replaceAll(/\s+/g, ' '),
    from,
    to,
    rate: amount(taker, 'rate'),
    start: time(taker, 'start', 0),
    end: time(taker, 'end', duration),
    hold: time(taker, 'hold', 1000),
    requests: whole(taker, 'requests', 1),
    wait: time(taker, 'wait', 10_000),
    retries: whole(taker, 'retries', 0),
    backoff: time(taker, 'backoff', 1000),
    spread: spread === 'even' ? 'even' : 'random',
    ...(taker.value.has('clients') ? { clients: whole(taker, 'clients') } : {}),
    ...(taker.value.has('keepalive') ? { keepalive: time(taker, 'keepalive') } : {}),
  };
}

/** One thing at a time. */
function readEvent(taker: Taker): LoadEvent[] {
  const { path, wrong } = taker;
  const at = time(taker, 'at');
  const kinds = EVENT_FIELDS.slice(1).filter((kind) => taker.value.has(kind));
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) {
    wrong.push({ path, message: 'an event is one of nodes, outboundType, rollout, scale, subnet and recreate' });
    return [];
  }
  const inner = (fields: readonly string[]): Taker => open(taker.value.get(kind), [...path, kind], { fields, wrong });
  if (kind === 'nodes') {
    const nodes = inner(NODES_FIELDS);
    return [{ type: 'nodes', at, pool: words(nodes, 'pool'), count: whole(nodes, 'count') }];
  }
  if (kind === 'scale') {
    const scale = inner(SCALE_FIELDS);
    return [{ type: 'scale', at, workload: words(scale, 'workload'), replicas: whole(scale, 'replicas') }];
  }
  if (kind === 'recreate') {
    const recreate = inner(RECREATE_FIELDS);
    return [{ type: 'recreate', at, service: words(recreate, 'service'), after: time(recreate, 'after', 30_000) }];
  }
  if (kind === 'subnet') {
    const subnet = inner(SUBNET_FIELDS);
    const devices = DEVICES.filter((device) => subnet.value.has(device)).map((device) => [device, words(subnet, device, '')]);
    return [{ type: 'subnet', at, name: words(subnet, 'name'), ...Object.fromEntries(devices) }];
  }
  if (kind === 'rollout') {
    const rollout = inner(ROLLOUT_FIELDS);
    return [
      {
        type: 'rollout',
        at,
        workload: words(rollout, 'workload'),
        ready: time(rollout, 'ready', 5000),
        grace: time(rollout, 'grace', 30_000),
        surge: whole(rollout, 'surge', DEFAULT_SURGE),
        unavailable: whole(rollout, 'unavailable', 0),
      },
    ];
  }
  const outboundType = OUTBOUND_TYPES.find((type) => type === taker.value.get(kind));
  if (outboundType === undefined) fail(taker, kind, `must be one of ${OUTBOUND_TYPES.join(', ')}`);
  return outboundType === undefined ? [] : [{ type: 'outbound', at, outboundType }];
}

function open(
  value: unknown,
  path: Path,
  { fields, wrong }: { readonly fields: readonly string[]; readonly wrong: Wrong[] },
): Taker {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord) wrong.push({ path, message: `must be a mapping with ${fields.join(', ')}` });
  const entries = isRecord ? Object.entries(value) : [];
  for (const [key] of entries) {
    if (fields.includes(key)) continue;
    const near = nearestWord(key, fields);
    wrong.push({ path: [...path, key], message: `unknown field${near === undefined ? '' : `; did you mean ${near}?`}` });
  }
  return { path, value: new Map(entries), wrong };
}

function fail({ path, wrong }: Taker, key: string, message: string): void {
  wrong.push({ path: [...path, key], message });
}

function take(taker: Taker, key: string, fallback: unknown): unknown {
  const value = taker.value.get(key);
  if (value !== undefined && value !== null) return value;
  if (fallback === undefined) wrong(taker, key);
  return fallback;
}

function wrong(taker: Taker, key: string): void {
  taker.wrong.push({ path: taker.path, message: `${key} is missing` });
}

function words(taker: Taker, key: string, fallback?: string): string {
  const value = take(taker, key, fallback);
  if (typeof value === 'string' && value.length <= 500) return value;
  if (value !== undefined) fail(taker, key, `must be text, not ${shown(value)}`);
  return '';
}

function amount(taker: Taker, key: string, fallback?: number): number {
  const value = take(taker, key, fallback);
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  if (value !== undefined) fail(taker, key, `must be a number, not ${shown(value)}`);
  return 0;
}

function whole(taker: Taker, key: string, fallback?: number): number {
  const value = amount(taker, key, fallback);
  if (!Number.isInteger(value)) fail(taker, key, `must be a whole number, not ${value}`);
  return Math.trunc(value);
}

/** Milliseconds. */
function time(taker: Taker, key: string, fallback?: number): number {
  const value = take(taker, key, fallback === undefined ? undefined : `${fallback}ms`);
  if (typeof value === 'number' && value >= 0 && value < 1e9) return Math.round(value * 1000);
  const match = typeof value === 'string' ? /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(value) : null;
  if (match) return Math.round(Number(match[1]) * (UNITS.get(match[2] ?? '') ?? 1));
  if (value !== undefined) fail(taker, key, `must be a duration such as 500ms, 30s, 10m or 2h, not ${shown(value)}`);
  return 0;
}

function items(taker: Taker, key: string): readonly (readonly [unknown, Path])[] {
  const value = taker.value.get(key) ?? [];
  if (!Array.isArray(value)) {
    fail(taker, key, 'must be a list');
    return [];
  }
  return value.map((item: unknown, index) => [item, [...taker.path, key, index]] as const);
}
