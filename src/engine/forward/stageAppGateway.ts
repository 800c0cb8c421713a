// An Application Gateway: outside the cluster, it reads the request by the rules that AGIC wrote and connects straight to a pod from its own
// subnet. While its manager is shut out it reads it by those it was given last. Rules: C-16…C-23, S10, S40.
import type { AppGatewayEntry } from '../dataplane/appGateways.ts';
import type { HttpRequest } from '../dataplane/http.ts';
import { type AgicAnswer, agicCertificate, routeAgic } from '../dataplane/httpAgic.ts';
import { asHeld, heldTables, sameAnswer } from '../dataplane/httpHeld.ts';
import type { HttpTables } from '../dataplane/httpTables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
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
  const silent = (code: 'gateway.stopped' | 'gateway.noListener' | 'gateway.shutOut', rule: RuleRef): undefined => {
    addStep(state, {
      type: 'http',
      effect: 'drop',
      code,
      params: { gateway: name, port, subnet, by: `${rule.object} ${rule.field}` },
      cites: code === 'gateway.shutOut' ? ['C-20'] : ['C-5', 'C-18'],
      rule,
    });
    stop(state, 'timeout', 'http-route', rule);
    return undefined;
  };
  const listeners = { object, field: 'httpListeners' };
  if (operationalState === 'Stopped') return silent('gateway.stopped', { object, field: 'operationalState' });
  if (!http || port !== (http.scheme === 'https' ? 443 : 80)) return silent('gateway.noListener', listeners);
  const request: HttpRequest = { ...http, method: 'GET', headers: [], source: sourceAddress(state), port };
  const { tables, decision, outdated } = readBy(state, entry, { request, from });
  if (decision === 'none') return outdated ? silent('gateway.shutOut', outdated) : silent('gateway.noListener', listeners);
  if (outdated) {
    const params = { gateway: name, subnet, by: `${outdated.object} ${outdated.field}` };
    addStep(state, { type: 'http', effect: 'pass', code: 'gateway.outdated', params, cites: ['C-20'], rule: outdated });
  }
  serveRequest(state, {
    decision,
    certificate: agicCertificate(tables, http.host),
    controller: name,
    name,
    at,
    sender: { type: 'host', host: entry.host },
    backendStatus: { refused: 502, timeout: 502, empty: 502 },
  });
  return undefined;
}

interface Reading {
  readonly tables: HttpTables;
  readonly decision: AgicAnswer;
  /** What keeps its manager away, where the rules that AGIC wrote since would answer otherwise (C-20). */
  readonly outdated?: RuleRef;
}

function readBy(
  { dataplane }: WalkState,
  { gateway, shutOut }: AppGatewayEntry,
  { request, from }: { readonly request: HttpRequest; readonly from: 'internet' | 'vnet' },
): Reading {
  const side = from === 'internet' ? 'public' : 'private';
  const written = routeAgic(dataplane.http, request, side);
  if (!shutOut) return { tables: dataplane.http, decision: written };
  const tables = heldTables(dataplane.http, gateway);
  const held = routeAgic(tables, request, side);
  if (sameAnswer(held, written)) return { tables, decision: written };
  return { tables, decision: held === 'none' ? held : asHeld(held, gateway, shutOut), outdated: shutOut };
}
