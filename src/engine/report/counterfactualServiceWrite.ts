// How repairs of Services are written down: a copy with other fields, and a candidate about it.
import type { Service } from '../model/kubernetes.ts';
import { type Candidate, podName } from './counterfactual.ts';

type Changes = { readonly [Field in keyof Service['spec']]?: Service['spec'][Field] | undefined };

/** A copy with these fields; undefined takes the field away. */
export function withSpec(service: Service, changes: Changes): Service {
  const merged = Object.fromEntries(Object.entries({ ...service.spec, ...changes }).filter(([, value]) => value !== undefined));
  return { ...service, spec: merged as unknown as Service['spec'] };
}

export function serviceCandidate(code: string, service: Service, params: Candidate['params'], repaired?: Service): Candidate {
  const name = podName(service.metadata);
  const head = { code, params: { service: name, ...params }, ref: `Service/${name}` };
  return repaired ? { ...head, edits: [{ type: 'putObject', resource: repaired }] } : head;
}
