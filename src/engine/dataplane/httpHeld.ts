// An Application Gateway whose manager is shut out: what it was given last answers, whatever AGIC writes now. Rules: C-18, C-20, S10.
import type { ApplicationGateway, GatewayRoutingRule } from '../model/azure.ts';
import type { Ingress } from '../model/ingress.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { HttpDecision } from './http.ts';
import { type AgicAnswer, OWN_CLASS } from './httpAgic.ts';
import type { HttpTables } from './httpTables.ts';

/** The tables as they would be if its old rules were all that is written. */
export function heldTables(tables: HttpTables, gateway: ApplicationGateway): HttpTables {
  const ingresses = (gateway.requestRoutingRules ?? []).map((rule) => ({
    ingress: asIngress(gateway, rule),
    className: OWN_CLASS,
    legacy: true,
  }));
  return { ...tables, ingresses };
}

function asIngress({ publicIPAddress }: ApplicationGateway, rule: GatewayRoutingRule): Ingress {
  const { name, host, path, service, port, certificate } = rule;
  const [namespace = '', backend = ''] = service.split('/');
  const to = { service: { name: backend, port: typeof port === 'number' ? { number: port } : { name: port } } };
  // With no public frontend its listeners are at the private one (C-23).
  const side = rule.frontend ?? (publicIPAddress === undefined ? 'private' : 'public');
  const annotations = side === 'private' ? { 'appgw.ingress.kubernetes.io/use-private-ip': 'true' } : {};
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace, name, annotations },
    spec: {
      ...(certificate === undefined
        ? {}
        : { tls: [{ secretName: certificate, ...(host === undefined ? {} : { hosts: [host] }) }] }),
      rules: [
        {
          ...(host === undefined ? {} : { host }),
          http: { paths: [{ path, pathType: 'ImplementationSpecific', backend: to }] },
        },
      ],
    },
  };
}

/** The old rule that answers is named as the gateway's own; where none does, what keeps the new ones away is why. */
export function asHeld(decision: HttpDecision, { name }: ApplicationGateway, shutOut: RuleRef): HttpDecision {
  if (decision.type === 'status') return { ...decision, rule: shutOut, cites: ['C-20', ...decision.cites] };
  if (decision.type !== 'forward') return decision;
  const rule = {
    object: `ApplicationGateway/${name}`,
    field: `requestRoutingRules[${decision.rule.object.split('/').at(-1) ?? ''}]`,
  };
  const { protocolRule: _protocol, ...kept } = decision;
  return {
    ...kept,
    rule,
    backends: decision.backends.map((backend) => ({ ...backend, rule })),
    cites: ['C-20', ...decision.cites],
  };
}

/** Would the client hear the same? */
export function sameAnswer(a: AgicAnswer, b: AgicAnswer): boolean {
  return essence(a) === essence(b);
}

function essence(answer: AgicAnswer): string {
  if (answer === 'none' || answer.type === 'tooComplex') return JSON.stringify(answer);
  if (answer.type === 'status') return JSON.stringify([answer.status]);
  if (answer.type === 'redirect') return JSON.stringify([answer.status, answer.location]);
  const { backends, path, host, protocol } = answer;
  return JSON.stringify([path, host, protocol, backends.map(({ namespace, service, port }) => [namespace, service, port])]);
}
