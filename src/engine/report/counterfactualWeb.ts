// What repairs of HTTP share: the request that was asked, and an object of routing written anew.
import type { Gateway, HTTPRoute } from '../model/gateway.ts';
import type { Ingress } from '../model/ingress.ts';
import type { Candidate } from './counterfactual.ts';

export interface Question {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Without its query. */
  readonly path: string;
}

/** Undefined where the flow is no URL. */
export function questionOf(to: string): Question | undefined {
  const [, scheme, host, path] = /^(https?):\/\/([^/:?#]+)(?::\d+)?([^?#]*)/.exec(to) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  return { scheme: scheme === 'https' ? 'https' : 'http', host: host.toLowerCase(), path: path === '' || !path ? '/' : path };
}

export function ingressFound(code: string, params: Candidate['params'], resource: Ingress): Candidate {
  return objectFound(code, params, resource);
}

export function objectFound(code: string, params: Candidate['params'], resource: Ingress | HTTPRoute | Gateway): Candidate {
  const { namespace, name } = resource.metadata;
  const object = `${resource.kind}/${namespace}/${name}`;
  return { code, params: { object, ...params }, ref: object, edits: [{ type: 'putObject', resource }] };
}
