// Azure cases: a world and what is asked of it (flows, or the plan with its diagnostics). Only keys that a case expects are compared,
// as loosely as the notes of the case file allow.
import type { Compiled, EngineApi } from '../../engine/api.ts';
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { Trace } from '../../engine/forward/trace.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { compareText } from '../../engine/net/hash.ts';
import { cidrContains, parseCidr, parseIpv4 } from '../../engine/net/ipv4.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { parseWorld } from '../../manifest/parseWorld.ts';
import { refusalSentence } from '../sentences.ts';
import type { AzureCase, AzureExpectation, Mismatch, PlanExpectation } from './caseFile.ts';

const REVISION = 1;

/** Our drop reasons, by the class that cases name. */
const REASON_CLASS: ReadonlyMap<string, string> = new Map([
  ['no-local-endpoints', 'no-endpoints'],
  ['no-healthy-node', 'no-endpoints'],
  ['no-egress', 'no-route'],
]);

type Fields = Record<string, unknown>;

export function runAzureCase(engine: EngineApi, item: AzureCase): Mismatch[] {
  const world = parseWorld(item.world.map((text, index) => ({ name: `world[${index}]`, text })));
  const error = world.problems.find((problem) => problem.severity === 'error');
  if (!world.spec) {
    const refused = error?.message ?? 'the world could not be read';
    return item.checks.map(({ expected }, index) => ({ index, expected, actual: { refused } }));
  }
  const compiled = engine.load({ spec: world.spec, revision: REVISION });
  const { network } = world.spec;
  const mismatches: Mismatch[] = [];
  const report = (index: number, found: Omit<Mismatch, 'index'> | undefined): void => {
    if (found) mismatches.push({ index, ...found });
  };
  for (const [index, check] of item.checks.entries()) {
    if (!check.flow) {
      const wanted = { diagnostics: check.expected.diagnostics?.map(codeOf), plan: check.expected.plan };
      report(index, differences(wanted, answerCheck(compiled, check.expected)));
      continue;
    }
    const { from, to } = check.flow;
    const answer = engine.trace({ revision: REVISION, flow: { from, to } });
    if (answer.ok) report(index, compareFlow(check.expected, answer.value, { plan: compiled.plan, network }));
    else mismatches.push({ index, expected: check.expected, actual: { refused: refusalSentence(answer) } });
  }
  return mismatches;
}

interface Places {
  readonly plan: Plan;
  readonly network: NetworkDocument;
}

function compareFlow(expected: AzureExpectation, trace: Trace, places: Places): Omit<Mismatch, 'index'> | undefined {
  const wanted: Fields = {};
  const actual: Fields = {};
  const compare = (key: keyof AzureExpectation, value: unknown, same: (wanted: string) => boolean): void => {
    const want = expected[key];
    if (typeof want !== 'string' || same(want)) return;
    wanted[key] = want;
    actual[key] = value ?? null;
  };
  const { outcome, reason, rule } = trace.verdict;
  const devices = [...trace.via, ...(trace.snat ? [trace.snat.device] : [])];
  compare('outcome', outcome, (want) => outcomeFits(want, outcome));
  compare('deliveredTo', trace.deliveredTo, (want) => want === trace.deliveredTo);
  compare('sourceSeen', trace.sourceSeen, (want) => trace.sourceSeen !== undefined && isPlace(want, trace.sourceSeen, places));
  compare('snatDevice', trace.snat?.device, (want) => want === trace.snat?.device);
  compare('publicIP', trace.snat?.publicIP, (want) => [want, publicAddress(want, places.network)].includes(trace.snat?.publicIP));
  compare('reason', reason, (want) => want === reason || want === REASON_CLASS.get(reason ?? ''));
  compare('ruleObject', rule?.object, (want) => lastName(want) === lastName(rule?.object ?? ''));
  if (expected.via && !isSubsequence(expected.via, trace.via)) {
    wanted['via'] = expected.via;
    actual['via'] = trace.via;
  }
  if (expected.notVia?.some((name) => devices.includes(name)) === true) {
    wanted['notVia'] = expected.notVia;
    actual['notVia'] = devices;
  }
  if (expected.dnsAnswers) {
    const answers = (trace.dns?.answers ?? []).filter((answer) => parseIpv4(answer) !== undefined);
    if (!sameValue([...expected.dnsAnswers].sort(compareText), [...answers].sort(compareText))) {
      wanted['dnsAnswers'] = expected.dnsAnswers;
      actual['dnsAnswers'] = answers;
    }
  }
  return Object.keys(wanted).length > 0 ? { expected: wanted, actual } : undefined;
}

/** 'blocked' is anything that does not arrive; a URL answered with success is delivered; cases know no timeout of their own for names. */
function outcomeFits(wanted: string, outcome: string): boolean {
  const delivered = outcome === 'delivered' || /^http-2\d\d$/.test(outcome);
  if (wanted === 'blocked') return !delivered;
  if (wanted === 'timeout' && outcome === 'dns-timeout') return true;
  return wanted === outcome || (delivered && (wanted === 'delivered' || /^http-2\d\d$/.test(wanted)));
}

/** A literal address, or pod:, nodeOf:, node:, subnet: with a name. */
function isPlace(wanted: string, address: string, { plan }: Places): boolean {
  const [type, name] = splitOnce(wanted, ':');
  const findPod = (): Plan['pods'][number] | undefined => plan.pods.find((pod) => `${pod.namespace}/${pod.name}` === name);
  if (type === 'pod') return findPod()?.ip === address;
  if (type === 'nodeOf') return plan.nodes.find((node) => node.name === findPod()?.node)?.ip === address;
  if (type === 'node') return plan.nodes.find((node) => node.name === name)?.ip === address;
  if (type === 'subnet') {
    const range = parseCidr(plan.subnets.find((subnet) => subnet.name === name)?.addressPrefix ?? '');
    const value = parseIpv4(address);
    return range !== undefined && value !== undefined && cidrContains(range, value);
  }
  return wanted === address;
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
}

function publicAddress(name: string, network: NetworkDocument): string | undefined {
  return network.publicIPAddresses?.find((address) => address.name === name)?.ipAddress;
}

function lastName(object: string): string {
  return object.slice(object.lastIndexOf('/') + 1);
}

function isSubsequence(wanted: readonly string[], found: readonly string[]): boolean {
  let at = 0;
  for (const name of found) if (name === wanted[at]) at++;
  return at === wanted.length;
}

function codeOf(diagnostic: string | { readonly code: string }): string {
  return typeof diagnostic === 'string' ? diagnostic : diagnostic.code;
}

/** The answer in the words of a case, holding only what the case asks. */
function answerCheck({ diagnostics, plan }: Compiled, expected: AzureExpectation): Fields {
  const codes = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return {
    ...(expected.diagnostics ? { diagnostics: [...new Set(codes)].sort(compareText) } : {}),
    ...(expected.plan ? { plan: answerPlan(plan, expected.plan) } : {}),
  };
}

function answerPlan(plan: Plan, expected: PlanExpectation): Fields {
  const subnet = (key: 'usable' | 'used' | 'needed', wanted: Readonly<Record<string, number>>): Fields =>
    Object.fromEntries(
      Object.keys(wanted).map((name) => [name, plan.subnets.find((entry) => entry.name === name)?.[key] ?? null]),
    );
  const unplaced = plan.podsUnplaced.map(({ pod }) => pod).sort(compareText);
  const wantedAtLeast = expected.podsUnplacedAtLeast;
  const answers: Fields = {
    subnetUsable: expected.subnetUsable && subnet('usable', expected.subnetUsable),
    subnetUsed: expected.subnetUsed && subnet('used', expected.subnetUsed),
    subnetNeeded: expected.subnetNeeded && subnet('needed', expected.subnetNeeded),
    nodesReady: plan.nodes.filter(({ ready }) => ready).length,
    podsUnplaced: unplaced,
    podsUnplacedAtLeast: wantedAtLeast === undefined ? undefined : Math.min(unplaced.length, wantedAtLeast),
    snatPortsPerNode: plan.snatPortsPerNode,
    snatMaxNodes: plan.snatMaxNodes,
    natGatewayPorts: plan.natGatewayPorts,
    firewallSnatPorts: plan.firewallSnatPorts,
  };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, answers[key]]));
}

/** The keys of `expected` that differ, on both sides; undefined when none does. Lists are sets. */
function differences(expected: Fields, actual: Fields): Omit<Mismatch, 'index'> | undefined {
  const keys = Object.keys(expected).filter(
    (key) => expected[key] !== undefined && !sameValue(sorted(expected[key]), sorted(actual[key])),
  );
  if (keys.length === 0) return undefined;
  const only = (fields: Fields): Fields => Object.fromEntries(keys.map((key) => [key, fields[key] ?? null]));
  return { expected: only(expected), actual: only(actual) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort((a, b) => compareText(String(a), String(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, sorted(field)]));
}
