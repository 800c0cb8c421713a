// NetworkPolicy and Service cases: every probe is asked of the EngineApi, nothing is decided here.
import type { Answer, EngineApi, ServiceQuery } from '../../engine/api.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import { compareText } from '../../engine/net/hash.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { refusalSentence } from '../sentences.ts';
import type { Mismatch, PolicyCase, ServiceCase } from './caseFile.ts';
import { specOfRecord } from './recordedWorld.ts';

const REVISION = 1;

export function runPolicyCase(engine: EngineApi, item: PolicyCase): Mismatch[] {
  return runProbes(engine, item, item.policies, ({ from, to, port, protocol }) =>
    engine.policy({ revision: REVISION, query: { from, to, port, protocol } }),
  );
}

export function runServiceCase(engine: EngineApi, item: ServiceCase): Mismatch[] {
  return runProbes(engine, item, item.manifests, (probe) => engine.service({ revision: REVISION, query: queryOf(probe) }));
}

function runProbes<P extends { readonly expected?: unknown }>(
  engine: EngineApi,
  item: { readonly world: PolicyCase['world']; readonly probes: readonly P[] },
  manifests: readonly string[],
  ask: (probe: P) => Answer<unknown>,
): Mismatch[] {
  const spec = specOfRecord(item.world, manifests);
  if (spec.ok) load(engine, spec.value);
  const mismatches: Mismatch[] = [];
  for (const [index, probe] of item.probes.entries()) {
    const actual = spec.ok ? valueOf(ask(probe)) : { refused: spec.message };
    if (!sameValue(inOrder(probe.expected), inOrder(actual))) mismatches.push({ index, expected: probe.expected, actual });
  }
  return mismatches;
}

/** Cases of these kinds are about the letter of Kubernetes, not about one engine. */
function load(engine: EngineApi, spec: NetworkSpec): void {
  engine.load({ spec, revision: REVISION, policyEngine: 'spec' });
}

function valueOf(answer: Answer<unknown>): unknown {
  return answer.ok ? answer.value : { refused: refusalSentence(answer) };
}

/** Lists of names and addresses are sets: which backend comes first is nobody's promise. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder).sort((a, b) => compareText(String(a), String(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, inOrder(field)]));
}

function queryOf(probe: ServiceCase['probes'][number]): ServiceQuery {
  switch (probe.op) {
    case 'endpoints':
      return { op: probe.op, service: probe.service, port: probe.port };
    case 'clusterip':
    case 'lbFromInside':
      return { op: probe.op, service: probe.service, port: probe.port, fromNode: probe.fromNode };
    case 'nodeport':
      return { op: probe.op, service: probe.service, port: probe.port, node: probe.node };
    case 'loadbalancer':
      return {
        op: probe.op,
        service: probe.service,
        port: probe.port,
        ...(probe.clientIP === undefined ? {} : { clientIP: probe.clientIP }),
      };
    case 'healthcheck':
      return { op: probe.op, service: probe.service, node: probe.node };
    case 'dns':
      return { op: probe.op, name: probe.name, type: probe.type, fromNamespace: probe.fromNamespace };
  }
}
