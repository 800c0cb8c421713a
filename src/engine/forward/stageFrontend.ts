// A frontend of Application Gateway for Containers: outside the cluster, it reads the request by the one Gateway or Ingress that has it and
// connects straight to a pod from its association's subnet. Rules: C-30; GW1–GW11, ING1–ING12 for what it decides.
import type { HttpCertificate, HttpDecision, HttpRequest } from '../dataplane/http.ts';
import { gatewayCertificate, routeGateway } from '../dataplane/httpGateway.ts';
import { certificateOf, routeIngress } from '../dataplane/httpIngress.ts';
import type { Claimant } from '../dataplane/trafficClaims.ts';
import type { FrontendEntry } from '../dataplane/trafficFrontends.ts';
import { formatRef } from '../model/spec.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { StepCode } from './codes.ts';
import { serveRequest } from './stageHttp.ts';
import { addStep, arriveAt, enter, sourceAddress, stop, type WalkState } from './walkState.ts';

/** A Service with nobody ready is 500 by its troubleshooting page; 503 for a connection that fails or is silent is our decision (docs/fidelity.md). */
const BACKEND_STATUS = { refused: 503, timeout: 503, empty: 500 } as const;

export function enterFrontend(state: WalkState, entry: FrontendEntry): undefined {
  const { resource, frontend, claimant, fault, overlayFault } = entry;
  const at = { kind: 'loadBalancer', name: resource } as const;
  arriveAt(state, { type: 'street' });
  enter(state, at);
  state.via.push(resource);
  const { http, destinationPort: port } = state.packet;
  const silent = (code: StepCode, rule: RuleRef | undefined): undefined => {
    const params = { frontend: `${resource}/${frontend}`, port, subnet: rule?.object.split('/')[1] ?? '' };
    addStep(state, {
      type: 'http',
      effect: 'drop',
      code,
      params,
      cites: fault === 'kubenet' ? ['C-30', 'A-12'] : ['C-30'],
      rule,
    });
    stop(state, 'timeout', 'http-route', rule);
    return undefined;
  };
  if (fault) return silent(`frontend.${fault}`, entry.rule);
  if (!claimant) return silent('frontend.unclaimed', { object: `TrafficController/${resource}`, field: 'frontends' });
  const scheme = port === 443 ? 'https' : 'http';
  const request: HttpRequest | undefined = http && { ...http, method: 'GET', headers: [], source: sourceAddress(state), port };
  if (!request || request.scheme !== scheme || !listens(claimant, port))
    return silent('frontend.noListener', listenersOf(claimant));
  serveRequest(state, {
    ...ask(state, claimant, request),
    controller: resource,
    name: `${resource}/${frontend}`,
    at,
    sender: { type: 'host', host: entry.host },
    backendStatus: BACKEND_STATUS,
    ...(overlayFault
      ? {
          cutOff: { code: `frontend.overlay.${overlayFault}`, status: BACKEND_STATUS.timeout, cites: ['C-30'], rule: entry.rule },
        }
      : {}),
  });
  return undefined;
}

/** A Gateway has the listeners it declares, an Ingress 80, and 443 with TLS. */
function listens(claimant: Claimant, port: number): boolean {
  if (port !== 80 && port !== 443) return false;
  if (claimant.type === 'ingress') return port === 80 || (claimant.ingress.spec.tls ?? []).length > 0;
  const protocol = port === 80 ? 'HTTP' : 'HTTPS';
  return claimant.gateway.spec.listeners.some((listener) => listener.port === port && listener.protocol === protocol);
}

function listenersOf(claimant: Claimant): RuleRef {
  const { metadata } = claimant.type === 'gateway' ? claimant.gateway : claimant.ingress;
  const kind = claimant.type === 'gateway' ? 'Gateway' : 'Ingress';
  const object = formatRef({ kind, namespace: metadata.namespace, name: metadata.name });
  return { object, field: claimant.type === 'gateway' ? 'spec.listeners' : 'spec.tls' };
}

function ask(
  { dataplane: { http } }: WalkState,
  claimant: Claimant,
  request: HttpRequest,
): { readonly decision: HttpDecision; readonly certificate: HttpCertificate } {
  if (claimant.type === 'gateway') {
    const { gateway } = claimant;
    return { decision: routeGateway(http, gateway, request), certificate: gatewayCertificate(http, gateway, request) };
  }
  const ingresses = [claimant.ingress];
  return { decision: routeIngress(ingresses, request), certificate: certificateOf(http, ingresses, request.host) };
}
