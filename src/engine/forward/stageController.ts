// A controller pod has the connection: it shows a certificate, reads host and path, and its routes decide. Rules: C-4, C-7, C-8, C-12, C-14, C-31.
import type { Controller, NginxDefaults } from '../dataplane/controllerInstalls.ts';
import type { Ingress } from '../model/ingress.ts';
import type { HttpCertificate, HttpDecision, HttpRequest } from '../dataplane/http.ts';
import { gatewayCertificate, routeGateway } from '../dataplane/httpGateway.ts';
import { nginxCertificate, routeNginx } from '../dataplane/httpNginx.ts';
import { serveRequest } from './stageHttp.ts';
import { passTls } from './stagePassthrough.ts';
import { addStep, answer, sourceAddress, type WalkState } from './walkState.ts';

/** True when this pod is a controller and the request speaks HTTP: the walk has its end then. Anything else just arrives at its port. */
export function enterController(state: WalkState, pod: number): boolean {
  const { http } = state.packet;
  const controller = state.dataplane.controllers.get(pod);
  const entry = state.dataplane.placement.pods[pod];
  if (!controller || !entry || !http) return false;
  const name = `${entry.namespace}/${entry.name}`;
  state.via.push(`ingress:${controller.name}`);
  const port = state.packet.destinationPort;
  const tls = controller.type === 'nginx' ? isTlsPort(entry, port) : listensTls(state, controller.gateway, port);
  if (tls !== (http.scheme === 'https')) {
    const params = { receiver: name, port, speaks: tls ? 'TLS' : 'HTTP', scheme: http.scheme };
    addStep(state, { type: 'http', effect: 'refuse', code: 'http.wrongPort', params, cites: ['C-4'] });
    answer(state, { outcome: tls ? 'http-400' : 'reset', reason: 'not-listening' });
    return true;
  }
  const at = { kind: 'pod', name } as const;
  const sender = { type: 'pod', pod } as const;
  if (tls && controller.type === 'nginx' && controller.sslPassthrough === true) {
    if (passTls(state, servedBy(state, controller), { controller: controller.name, sender, at })) return true;
  }
  const request: HttpRequest = { ...http, method: 'GET', headers: [], source: sourceAddress(state), port };
  const routed = ask(state, controller, request);
  const backendStatus = { refused: 502, timeout: 504, empty: 503 };
  serveRequest(state, {
    ...routed,
    name,
    controller: controller.name,
    sender,
    at,
    backendStatus,
  });
  return true;
}

function isTlsPort(
  entry: { readonly ports: readonly { readonly port: number; readonly name?: string }[] },
  port: number,
): boolean {
  return port === 443 || entry.ports.some((item) => item.port === port && item.name === 'https');
}

function listensTls(state: WalkState, gateway: string, port: number): boolean {
  const found = state.dataplane.http.gateways.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === gateway);
  return found?.spec.listeners.some((listener) => listener.port === port && listener.protocol === 'HTTPS') === true;
}

interface Routed {
  readonly decision: HttpDecision;
  readonly certificate: HttpCertificate;
}

function ask(state: WalkState, controller: Controller, request: HttpRequest): Routed {
  const { http } = state.dataplane;
  if (controller.type === 'gateway') {
    const gateway = http.gateways.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === controller.gateway);
    if (!gateway) return { decision: { type: 'status', status: 404, why: 'host', cites: ['GW8'] }, certificate: {} };
    return { decision: routeGateway(http, gateway, request), certificate: gatewayCertificate(http, gateway, request) };
  }
  const served = servedBy(state, controller);
  return withDefaults(state, controller.defaults ?? {}, {
    request,
    routed: { decision: routeNginx(served, request), certificate: nginxCertificate(http, served, request.host) },
  });
}

function servedBy({ dataplane: { http } }: WalkState, controller: Extract<Controller, { readonly type: 'nginx' }>): Ingress[] {
  return http.ingresses
    .filter(
      ({ className, legacy }) =>
        className !== undefined && (controller.classes.has(className) || (legacy && className === controller.legacyClass)),
    )
    .map(({ ingress }) => ingress);
}

/** The controller's own certificate, redirect and backend, where no Ingress has one (C-14). */
function withDefaults(
  state: WalkState,
  defaults: NginxDefaults,
  { request, routed }: { readonly request: HttpRequest; readonly routed: Routed },
): Routed {
  const { certificate: secret, forceRedirect, backend } = defaults;
  const names = secret === undefined ? undefined : state.dataplane.http.secrets.get(secret);
  const shown = secret !== undefined && state.dataplane.http.secrets.has(secret) ? { secret, ...(names ? { names } : {}) } : {};
  const certificate = routed.certificate.secret === undefined ? shown : routed.certificate;
  const { decision } = routed;
  if (forceRedirect === true && request.scheme === 'http' && decision.type === 'forward') {
    const location = `https://${request.host}${request.path}`;
    const redirect: HttpDecision = { type: 'redirect', status: 308, location, rule: decision.rule, cites: ['C-8', 'C-14'] };
    return { decision: redirect, certificate };
  }
  const table = backend && state.dataplane.services.byKey.get(`${backend.namespace}/${backend.name}`);
  const port = table?.ports[0]?.spec.port;
  if (decision.type !== 'status' || decision.status !== 404 || !backend || port === undefined) return { decision, certificate };
  const rule = { object: `Service/${table?.key ?? ''}`, field: 'spec.ports' };
  const target = { namespace: backend.namespace, service: backend.name, port, weight: 1, usable: true, rule };
  const { host, path } = request;
  return {
    decision: {
      type: 'forward',
      backends: [target],
      path,
      host,
      defaultBackend: true,
      protocol: 'http',
      rule,
      cites: ['C-14', 'ING10'],
    },
    certificate,
  };
}
