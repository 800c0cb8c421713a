// TLS that ingress-nginx passes on unopened: the name in the handshake picks the Service, and the pod shows its own certificate.
// Rules: C-11 (needs the controller's flag; goes to the ClusterIP), C-12 (no client address, no header).
import type { Ingress } from '../model/ingress.ts';
import { formatRef } from '../model/spec.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import { plainHost } from '../dataplane/http.ts';
import { backendOf } from '../dataplane/httpIngress.ts';
import { annotation } from '../dataplane/httpNginxBackends.ts';
import type { Sender } from './ends.ts';
import { joinLeg, MOST_ROUTERS, servicePort } from './stageHttp.ts';
import type { Place } from './trace.ts';
import { addStep, answer, enter, type WalkState } from './walkState.ts';

/** The first Ingress that passes this very host on, and has a root path to pass it to. */
function passing(served: readonly Ingress[], host: string): { readonly ingress: Ingress; readonly index: number } | undefined {
  for (const ingress of served) {
    if (annotation(ingress, 'ssl-passthrough') !== 'true') continue;
    const index = (ingress.spec.rules ?? []).findIndex((rule) => rule.host === host && rootOf(rule) >= 0);
    if (index >= 0) return { ingress, index };
  }
  return undefined;
}

function rootOf(rule: NonNullable<Ingress['spec']['rules']>[number]): number {
  return (rule.http?.paths ?? []).findIndex(({ path = '/' }) => path === '/' || path === '');
}

/** True when the connection was passed on, and the walk has its end. */
export function passTls(
  state: WalkState,
  served: readonly Ingress[],
  from: { readonly controller: string; readonly sender: Sender; readonly at: Place },
): boolean {
  const { http } = state.packet;
  const found = http && passing(served, plainHost(http.host));
  const rule = found?.ingress.spec.rules?.[found.index];
  const place = rule ? rootOf(rule) : -1;
  const path = rule?.http?.paths[place];
  if (!http || !found || !path) return false;
  const { ingress, index } = found;
  const backend = backendOf(ingress, path.backend, `spec.rules[${index}].http.paths[${place}].backend`);
  const key = `${backend.namespace}/${backend.service}`;
  const port = servicePort(state, backend);
  const address = state.dataplane.services.byKey.get(key)?.clusterIP;
  const { namespace, name } = ingress.metadata;
  const object = formatRef({ kind: 'Ingress', namespace, name });
  const about = { object, field: 'metadata.annotations[nginx.ingress.kubernetes.io/ssl-passthrough]' };
  if (!port || address === undefined || state.routers >= MOST_ROUTERS) {
    const params = { controller: from.controller, service: key, host: http.host };
    addStep(state, { type: 'http', effect: 'refuse', code: 'http.passedNowhere', params, cites: ['C-11'], rule: backend.rule });
    answer(state, { outcome: 'reset', reason: 'no-endpoints', rule: backend.rule });
    return true;
  }
  const leg = state.walkOn(from, { address, port: port.spec.port, http });
  if (!leg.ok) {
    state.refusal = leg;
    return true;
  }
  const endpoint = `${formatIpv4(address)}:${port.spec.port}`;
  const params = { controller: from.controller, service: key, endpoint, host: http.host };
  const cites = ['C-11', 'C-12'];
  addStep(state, { type: 'http', effect: 'rewrite', code: 'http.passed', params, cites, rule: about, after: leg.sent });
  if (joinLeg(state, leg, http)) return true;
  // A proxy of connections has no page to show: what happens behind it happens to the client.
  const { outcome, reason, rule: cause } = leg.verdict;
  enter(state, from.at);
  addStep(state, {
    type: 'http',
    effect: 'refuse',
    code: 'http.passedLost',
    params: { controller: from.controller, service: key, endpoint, outcome },
    cites: ['C-11'],
    rule: cause,
  });
  answer(state, {
    outcome: outcome === 'refused' ? 'reset' : outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(cause ? { rule: cause } : {}),
  });
  return true;
}
