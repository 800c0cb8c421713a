// Asking for a route alone, answers as one short text; Ingresses written shortly. For the truth tables of routing.
import { expect } from 'vitest';
import type { EngineApi, HttpQuery } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { worldOf } from './worlds.ts';

export type Request = Partial<HttpQuery> & { readonly host?: string };
export type Ask = (request: Request) => string;

function engineOf(api: HttpQuery['api'], manifests: readonly string[]): (request: Request) => ReturnType<EngineApi['http']> {
  const engine = createEngine();
  engine.load({ spec: worldOf(...manifests), revision: 1 });
  return (request) =>
    engine.http({
      revision: 1,
      query: { api, assume: true, scheme: 'http', host: 'a.example', path: '/', method: 'GET', headers: [], ...request },
    });
}

/** `service[+service] [path]`, `404`, `308 location`; on https `secret: …` before it. */
export function asker(api: HttpQuery['api'], ...manifests: readonly string[]): Ask {
  const ask = engineOf(api, manifests);
  return (request) => {
    const answer = ask(request);
    if (!answer.ok) throw new Error(answer.code);
    const { decision, certificate } = answer.value;
    const shown = certificate ? `${certificate.secret ?? 'own'}: ` : '';
    if (decision.type === 'status') return `${shown}${decision.status}`;
    if (decision.type === 'redirect') return `${shown}${decision.status} ${decision.location}`;
    const names = decision.backends.map(
      ({ service, weight, usable }) => `${usable ? service : '500'}${weight === 1 ? '' : `*${weight}`}`,
    );
    return `${shown}${names.join('+')}${decision.path === (request.path ?? '/') ? '' : ` ${decision.path}`}`;
  };
}

export type Path = readonly [path: string, type: 'Exact' | 'Prefix' | 'ImplementationSpecific', service: string];

export function ingress(
  name: string,
  hosts: Readonly<Record<string, readonly Path[]>>,
  more: { readonly annotations?: string; readonly spec?: string; readonly created?: string; readonly namespace?: string } = {},
): string {
  const rules = Object.entries(hosts).map(
    ([host, paths]) =>
      `{ ${host === '' ? '' : `host: "${host}", `}http: { paths: [${paths
        .map(
          ([path, type, service]) =>
            `{ path: "${path}", pathType: ${type}, backend: { service: { name: ${service}, port: { number: 80 } } } }`,
        )
        .join(', ')}] } }`,
  );
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: ${more.namespace ?? 'shop'}, creationTimestamp: "${more.created ?? '2026-01-01T00:00:00Z'}", annotations: { ${more.annotations ?? ''} } }
spec: { ${[...(more.spec === undefined ? [] : [more.spec]), ...(rules.length > 0 ? [`rules: [${rules.join(', ')}]`] : [])].join(', ')} }`;
}
export const nginx = (text: string): string => `nginx.ingress.kubernetes.io/${text}`;
export const ingressClass = (name: string, annotations = ''): string =>
  `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: ${name}, annotations: { ${annotations} } }\nspec: { controller: example.com/x }`;

export function table(ask: Ask, rows: readonly (readonly [Request, string])[]): void {
  expect(rows.map(([request]) => ask(request))).toEqual(rows.map(([, expected]) => expected));
}
