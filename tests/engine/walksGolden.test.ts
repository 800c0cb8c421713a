// What the engine says of every world of the conformance cases: the walks that are asked, written out step by step, and a digest of what
// everybody there reaches. A change that alters an answer shows as a line here. `UPDATE_GOLDEN=1` writes tests/golden/walks.txt anew.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EngineApi } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace, Walk } from '../../src/engine/forward/trace.ts';
import { listObjects, type NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';

const CASES = join(import.meta.dirname, '..', 'conformance');
const GOLDEN = join(import.meta.dirname, '..', 'golden', 'walks.txt');
const MOST_ENDS = 9;

interface Case {
  readonly id: string;
  readonly world: readonly string[];
  readonly checks: readonly { readonly flow?: { readonly from: string; readonly to: string } }[];
}

function casesOf(file: string): Case[] {
  return JSON.parse(readFileSync(join(CASES, file), 'utf8')).cases;
}

const numbers = ({
  sourceIP,
  sourcePort,
  destinationIP,
  destinationPort,
}: Trace['hops'][number]['steps'][number]['before']): string => `${sourceIP}:${sourcePort}>${destinationIP}:${destinationPort}`;

function writeWalk({ hops, verdict }: Walk): string {
  const written = hops.flatMap(({ at, steps }) => [
    `${at.kind} ${at.name}`,
    ...steps.map(({ code, effect, before, after, rule }) => {
      const moved = numbers(before) === numbers(after) ? '' : ` ${numbers(after)}`;
      return `  ${effect} ${code}${moved}${rule ? ` [${rule.object} ${rule.field}]` : ''}`;
    }),
  ]);
  return [...written, `= ${verdict.outcome} ${verdict.reason ?? ''} ${verdict.rule?.object ?? ''}`.trimEnd()].join('\n');
}

function writeTrace(trace: Trace): string {
  const { deliveredTo = '', sourceSeen = '', via, snat, dns, reply } = trace;
  const names = dns ? ` dns ${JSON.stringify(dns.answers)}` : '';
  const answer = reply ? `\nreply\n${writeWalk(reply)}` : '';
  return `${writeWalk(trace)} ${deliveredTo} ${sourceSeen} via ${via.join(',')} ${snat?.publicIP ?? ''}${names}${answer}`;
}

/** Everybody who can send, and everything that can be asked for. */
function endsOf(spec: NetworkSpec): { from: string[]; to: string[] } {
  const { network } = spec;
  const pods = listObjects(spec, 'Pod');
  const portOf = (pod: (typeof pods)[number]): number => pod.spec.containers[0]?.ports?.[0]?.containerPort ?? 80;
  const key = ({ metadata: { namespace, name } }: Pick<(typeof pods)[number], 'metadata'>): string => `${namespace}/${name}`;
  const machines = network.virtualMachines ?? [];
  const hosts = network.internetHosts ?? [];
  const desks = (network.onPremises ?? []).flatMap((site) => site.hosts ?? []);
  const ports = (host: { ports?: readonly { port: number }[] }): number => host.ports?.[0]?.port ?? 80;
  return {
    from: [
      ...pods.map(key),
      ...machines.map(({ name }) => `vm:${name}`),
      ...desks.map(({ name }) => `onprem:${name}`),
      ...hosts.map(({ name }) => `internet:${name}`),
    ].slice(0, MOST_ENDS),
    to: [
      ...pods.map((pod) => `pod:${key(pod)}:${portOf(pod)}`),
      ...listObjects(spec, 'Service').map((service) => `${key(service)}:${service.spec.ports?.[0]?.port ?? 80}`),
      ...(network.publicIPAddresses ?? []).flatMap(({ ipAddress }) => (ipAddress ? [`${ipAddress}:80`] : [])),
      ...[...machines, ...desks, ...hosts].map((host) => `${host.ipAddress ?? ''}:${ports(host)}`),
    ].slice(0, MOST_ENDS * 2),
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function digestOf(engine: EngineApi, spec: NetworkSpec): string {
  const { from, to } = endsOf(spec);
  const said: string[] = [];
  for (const sender of from)
    for (const receiver of to) {
      const answer = engine.traceAll({ revision: 1, flow: { from: sender, to: receiver } });
      said.push(answer.ok ? answer.value.map(writeTrace).join('\n') : answer.code);
    }
  return shortHash(said.join('\n'));
}

function describeCase({ id, world, checks }: Case): string {
  const { spec } = parseWorld(world.map((text, index) => ({ name: `${index}`, text })));
  if (!spec) return `# ${id}\nnot read`;
  const engine = createEngine();
  const { diagnostics, plan } = engine.load({ spec, revision: 1 });
  const walks = checks.flatMap(({ flow }) => {
    if (!flow) return [];
    const answer = engine.trace({ revision: 1, flow });
    return [`## ${flow.from} > ${flow.to}\n${answer.ok ? writeTrace(answer.value) : answer.code}`];
  });
  const said = diagnostics.map(({ code, severity, path, params }) => `! ${severity} ${code} ${path} ${JSON.stringify(params)}`);
  const { subnets, ...rest } = plan;
  const held = subnets.map(({ name, used, needed, free }) => `${name} ${used} ${needed} ${free}`).join(', ');
  return [`# ${id} ${digestOf(engine, spec)} ${shortHash(JSON.stringify(rest))} ${held}`, ...said, ...walks].join('\n');
}

it('0.1 every walk of the conformance cases is the one that is written down', () => {
  const written = `${['azure.json', 'own-azure.json'].flatMap(casesOf).map(describeCase).join('\n\n')}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, written);
  expect(written.split('\n')).toEqual(readFileSync(GOLDEN, 'utf8').split('\n'));
});
