// kubectl create ingress: `--rule="host/path=service:port[,tls[=secret]]"`, paths with `*` at their end are prefixes.
import type { Plain } from '../mergePatch.ts';
import { type CommandRefusal, said } from './commandTypes.ts';
import { type Given, one } from './flagTable.ts';

interface Rule {
  readonly host: string;
  readonly path: string;
  readonly service: string;
  readonly port: string;
  readonly tls: string | undefined;
}

const RULE = /^([^/=]*)(\/[^=]*)?=([^:=,]+):([^:=,]+)(?:,tls(?:=([^,=]*))?)?$/;

export function ingressFrom(
  names: readonly string[],
  given: Given,
): { readonly ok: true; readonly value: Plain } | CommandRefusal {
  const [name = ''] = names;
  if (names.length !== 1) return said(`error: exactly one NAME is required, got ${names.length} (create ingress)`);
  const rules: Rule[] = [];
  for (const text of given.values.get('rule') ?? []) {
    const found = RULE.exec(text);
    if (!found)
      return said(
        `error: rule ${text.slice(0, 120)} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
      );
    const [, host = '', path = '', service = '', port = ''] = found;
    rules.push({ host, path, service, port, tls: text.includes(',tls') ? (found[5] ?? '') : undefined });
  }
  const fallback = one(given, 'default-backend')?.split(':');
  if (rules.length === 0 && !fallback)
    return said(
      'error: not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    );
  const className = one(given, 'class');
  const annotations = (given.values.get('annotation') ?? []).map((pair) => pair.split(/=(.*)/s));
  const hosts = [...new Set(rules.map(({ host }) => host))];
  const tls = rules.filter((rule) => rule.tls !== undefined);
  return {
    ok: true,
    value: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name,
        ...(annotations.length === 0
          ? {}
          : { annotations: Object.fromEntries(annotations.map(([key = '', value = '']) => [key, value])) }),
      },
      spec: {
        ...(className === undefined ? {} : { ingressClassName: className }),
        ...(fallback ? { defaultBackend: backend(fallback[0] ?? '', fallback[1] ?? '') } : {}),
        ...(tls.length === 0
          ? {}
          : {
              tls: tls.map((rule) => ({
                ...(rule.host === '' ? {} : { hosts: [rule.host] }),
                ...(rule.tls === '' ? {} : { secretName: rule.tls }),
              })),
            }),
        ...(rules.length === 0
          ? {}
          : {
              rules: hosts.map((host) => ({
                ...(host === '' ? {} : { host }),
                http: {
                  paths: rules
                    .filter((rule) => rule.host === host)
                    .map(({ path, service, port }) => ({
                      path: path.replace(/\*$/, '') || '/',
                      pathType: path.endsWith('*') ? 'Prefix' : 'Exact',
                      backend: backend(service, port),
                    })),
                },
              })),
            }),
      },
    },
  };
}

function backend(name: string, port: string): Plain {
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}
