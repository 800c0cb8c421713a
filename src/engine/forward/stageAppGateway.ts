// An Application Gateway: outside the cluster, it reads the request by the rules that AGIC wrote and connects straight to a pod from its own
// subnet. Rules: C-16…C-23, S40.
import type { AppGatewayEntry } from '../dataplane/appGateways.ts';
import type { HttpRequest } from '../dataplane/http.ts';
import { agicCertificate, routeAgic } from '../dataplane/httpAgic.ts';
import { serveRequest } from './stageHttp.ts';
import { meetSubnet } from './stageSubnet.ts';
import { addStep, arriveAt, enter, refuseWalk, sourceAddress, stop, type WalkState } from './walkState.ts';

/** The gateway whose frontend the packet is for, as seen from the street or from a VNet. */
export function gatewayAt(state: WalkState, from: 'internet' | 'vnet'): AppGatewayEntry | undefined {
  const { appGateways } = state.dataplane;
  return (from === 'internet' ? appGateways.byPublicIP : appGateways.byPrivateIP).get(state.destination);
}

export function enterAppGateway(state: WalkState, entry: AppGatewayEntry, from: 'internet' | 'vnet'): undefined {
  const { name, operationalState } = entry.gateway;
  const at = { kind: 'loadBalancer', name } as const;
  const { virtualNetwork: vnet, host } = entry;
  const { subnet } = entry.gateway;
  // The subnet's group judges clients by the gateway's own address there.
  if (meetSubnet(state, { vnet, subnet, frontend: host.address }, 'Inbound')) return undefined;
  arriveAt(state, { type: 'vnet', vnet, subnet });
  enter(state, at);
  // Nobody here writes its rules: what it does is not declared.
  if (!entry.agic) return refuseWalk(state, 'applicationGateways');
  state.via.push(name);
  const object = `ApplicationGateway/${name}`;
  const { http, destinationPort: port } = state.packet;
  const silent = (code: 'gateway.stopped' | 'gateway.noListener', field: string): undefined => {
    const rule = { object, field };
    addStep(state, { type: 'http', effect: 'drop', code, params: { gateway: name, port }, cites: ['C-5', 'C-18'], rule });
    stop(state, 'timeout', 'http-route', rule);
    return undefined;
  };
  if (operationalState === 'Stopped') return silent('gateway.stopped', 'operationalState');
  if (!http || port !== (http.scheme === 'https' ? 443 : 80)) return silent('gateway.noListener', 'httpListeners');
  const request: HttpRequest = { ...http, method: 'GET', headers: [], source: sourceAddress(state), port };
  const decision = routeAgic(state.dataplane.http, request, from === 'internet' ? 'public' : 'private');
  if (decision === 'none') return silent('gateway.noListener', 'httpListeners');
  serveRequest(state, {
    decision,
    certificate: agicCertificate(state.dataplane.http, http.host),
    controller: name,
    name,
    at,
    sender: { type: 'host', host: entry.host },
    backendStatus: { refused: 502, timeout: 502, empty: 502 },
  });
  return undefined;
}
