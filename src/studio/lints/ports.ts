// Traps of ports: the Service's port in place of the pod's, names that no pod has or that are several numbers. Rules: NP31–NP34; traps 14, 15.
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicyPort } from '../../engine/model/kubernetes.ts';
import { changePolicy } from '../reader/change.ts';
import { writePort } from '../sentence/writeSentences.ts';
import { type Lint, type LintCase, type LintedRule, makeLint, rulesOf } from './lint.ts';
import { podsByName } from './planIndex.ts';
import { meantBy, subjectsOf } from './selections.ts';

export function lintPodPorts(input: LintCase): Lint[] {
  const byName = podsByName(input.plan.pods);
  return rulesOf(input.policy).flatMap((linted) => {
    const names = receiversOf(input, linted);
    const pods = names.flatMap((name) => byName.get(name) ?? []);
    return (linted.rule.ports ?? []).flatMap((port, at) => lintPort(input, { ...linted, port, at, names, pods }));
  });
}

/** Ports are of the pod that receives, whichever way the rule looks (NP31). */
function receiversOf(input: LintCase, { direction, rule }: LintedRule): readonly string[] {
  if (direction === 'ingress') return subjectsOf(input);
  return [...new Set((rule.peers ?? []).flatMap((peer) => meantBy(input, peer)))];
}

interface LintedPort extends LintedRule {
  readonly port: NetworkPolicyPort;
  readonly at: number;
  readonly names: readonly string[];
  readonly pods: readonly PodPlan[];
}

function lintPort(input: LintCase, linted: LintedPort): Lint[] {
  const { port, protocol, endPort } = linted.port;
  if (port === undefined || endPort !== undefined) return [];
  if (typeof port === 'string') return lintNamed(input, linted, port);
  const { pods } = linted;
  const opened = pods.some((pod) => pod.ports.some((each) => each.port === port && each.protocol === protocol));
  // A pod that declares nothing may still listen (NP34).
  if (pods.length === 0 || opened || !pods.some((pod) => pod.ports.length > 0)) return [];
  const service = serviceWith(input, linted, port);
  const details = { severity: 'warning', field: `${linted.field}.ports[${linted.at}]` } as const;
  if (!service) {
    const params = { port: writePort(linted.port), ports: portsOf(pods) };
    return [makeLint('unheard', input.policy, { ...details, severity: 'info', rules: ['NP31', 'NP34'], params })];
  }
  const { target, name } = service;
  const params = { service: name, port, target };
  return [
    makeLint('servicePort', input.policy, {
      ...details,
      rules: ['NP31', 'T14'],
      params,
      repaired: withPort(input, linted, target),
    }),
  ];
}

/** A Service in front of these pods that listens at this port and hands on to another. */
function serviceWith(
  { plan }: LintCase,
  { names, port: { protocol } }: LintedPort,
  wanted: number | string,
): { readonly name: string; readonly target: number | string } | undefined {
  for (const service of plan.services) {
    if (!service.selected.some((name) => names.includes(name))) continue;
    const found = service.ports.find(
      (each) => each.protocol === protocol && (each.port === wanted || each.name === wanted) && each.targetPort !== wanted,
    );
    if (found) return { name: `${service.namespace}/${service.name}`, target: found.targetPort };
  }
  return undefined;
}

function lintNamed(input: LintCase, linted: LintedPort, name: string): Lint[] {
  const { pods, rule, port } = linted;
  const field = `${linted.field}.ports[${linted.at}]`;
  const peers = rule.peers ?? [];
  if (linted.direction === 'egress' && peers.length > 0 && peers.every(({ ipBlock }) => ipBlock))
    return [makeLint('namedBlock', input.policy, { severity: 'warning', rules: ['NP32', 'T15'], field, params: { name } })];
  if (pods.length === 0) return [];
  const numbers = new Set(
    pods.flatMap((pod) =>
      pod.ports.filter((each) => each.name === name && each.protocol === port.protocol).map((each) => each.port),
    ),
  );
  if (numbers.size === 1) return [];
  if (numbers.size > 1) {
    const params = { name, ports: [...numbers].sort((a, b) => a - b).join(', ') };
    return [makeLint('namedTwice', input.policy, { severity: 'info', rules: ['NP32', 'T15'], field, params })];
  }
  const service = serviceWith(input, linted, name);
  const params = { name, ports: portsOf(pods), service: service?.name ?? '' };
  const repaired = service && withPort(input, linted, service.target);
  const code = service ? 'serviceName' : 'namedNowhere';
  return [makeLint(code, input.policy, { severity: 'warning', rules: ['NP32', 'T15'], field, params, repaired })];
}

function withPort({ policy }: LintCase, { direction, index, at, port }: LintedPort, target: number | string): LintCase['policy'] {
  return changePolicy(policy, { type: 'putPort', direction, rule: index, at, port: { ...port, port: target } });
}

function portsOf(pods: readonly PodPlan[]): string {
  const ports = pods.flatMap((pod) =>
    pod.ports.map((each) => `${each.protocol} ${each.port}${each.name === undefined ? '' : ` (${each.name})`}`),
  );
  return [...new Set(ports)].slice(0, 6).join(', ');
}
