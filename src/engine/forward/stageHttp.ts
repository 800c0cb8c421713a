// A router answers a request: certificate first, then redirect or status, or a connection of its own to a backend, whose fate becomes the
// client's answer. Rules: C-4, C-7, C-8, C-11, C-13, C-17, C-22, GW8, GW9, PW16.
import type { HttpBackend, HttpCertificate, HttpDecision, HttpForward } from '../dataplane/http.ts';
import { namesCover, plainHost } from '../dataplane/http.ts';
import type { Endpoint } from '../dataplane/endpoints.ts';
import type { ServicePortTable } from '../dataplane/services.ts';
import { refuse } from './answer.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { StepCode } from './codes.ts';
import type { Sender } from './ends.ts';
import type { DropReason, HttpSeen, Place } from './trace.ts';
import { addStep, answer, choose, enter, type SecondLeg, type WalkState } from './walkState.ts';

/** More routers in a row than any real way has. */
export const MOST_ROUTERS = 5;

export interface Router {
  readonly decision: HttpDecision;
  readonly certificate: HttpCertificate;
  /** As people know it: `ingress-nginx`, `agw`. */
  readonly controller: string;
  /** Where its steps are told. */
  readonly at: Place;
  readonly name: string;
  /** Who opens the second connection. */
  readonly sender: Sender;
  /** What it says when the backend refuses, is silent, or is nobody (C-13, C-22). */
  readonly backendStatus: { readonly refused: number; readonly timeout: number; readonly empty: number };
  /** No pod is within its reach: whatever it would forward ends with this. */
  readonly cutOff?: {
    readonly code: StepCode;
    readonly status: number;
    readonly cites: readonly string[];
    readonly rule: RuleRef | undefined;
  };
}

export function serveRequest(state: WalkState, router: Router): void {
  const { http } = state.packet;
  if (!http) return;
  const { decision } = router;
  if (decision.type === 'tooComplex') {
    state.refusal = refuse('tooComplex', { traces: decision.effort, controller: router.controller });
    return;
  }
  const shown = router.certificate.secret ?? 'default';
  const certificate = http.scheme === 'https' ? { certificate: shown } : {};
  state.http = { status: 200, host: http.host, path: http.path, ...certificate };
  if (http.scheme === 'https' && !knowsName(router.certificate, http.host))
    return wrongName(state, router, { shown, rule: decision.rule });
  if (decision.type === 'redirect') {
    const { status, location, rule, cites } = decision;
    const params = { controller: router.controller, status, location };
    addStep(state, { type: 'http', effect: 'refuse', code: 'http.redirected', params, cites, rule });
    return finish(state, { status, location, rule });
  }
  if (decision.type === 'forward') return forward(state, router, decision);
  const { status, why, rule, cites } = decision;
  const params = { controller: router.controller, status, host: http.host, path: http.path, source: state.packet.sourceIP };
  if (why === 'health') {
    addStep(state, { type: 'http', effect: 'deliver', code: 'http.health', params, cites });
    state.deliveredTo = router.name;
    state.sourceSeen = state.packet.sourceIP;
    return answer(state, { outcome: 'delivered' });
  }
  addStep(state, { type: 'http', effect: 'refuse', code: `http.${why}`, params, cites, rule });
  const reason = why === 'source' ? 'source-ranges' : why === 'backend' ? 'no-endpoints' : 'http-route';
  finish(state, { status, reason, ...(rule ? { rule } : {}) });
}

/** A Secret whose names nobody knows is taken for right; a router's own certificate is for nobody (C-8). */
function knowsName({ secret, names }: HttpCertificate, host: string): boolean {
  return secret !== undefined && (names === undefined || namesCover(names, plainHost(host)));
}

function wrongName(
  state: WalkState,
  { controller }: Router,
  { shown: certificate, rule }: { readonly shown: string; readonly rule: RuleRef | undefined },
): void {
  const host = state.packet.http?.host ?? '';
  const about: RuleRef | undefined =
    rule?.object.startsWith('Ingress/') === true ? { object: rule.object, field: 'spec.tls' } : rule;
  const params = { controller, host, certificate };
  addStep(state, {
    type: 'http',
    effect: 'refuse',
    code: 'http.certificate',
    params,
    cites: ['C-4', 'C-8', 'ING12'],
    rule: about,
  });
  answer(state, { outcome: 'tls-name', reason: 'certificate', ...(about ? { rule: about } : {}) });
}

interface End {
  readonly status: number;
  readonly location?: string;
  readonly reason?: DropReason;
  readonly rule?: RuleRef;
}

function finish(state: WalkState, { status, location, reason, rule }: End): void {
  if (state.http) state.http = { ...state.http, status, ...(location === undefined ? {} : { location }) };
  answer(state, {
    outcome: `http-${status}`,
    ...(reason === undefined ? {} : { reason }),
    ...(rule ? { rule } : {}),
  });
}

function forward(state: WalkState, router: Router, decision: HttpForward): void {
  const shares = decision.backends.map(({ weight }) => weight);
  const backend = decision.backends[choose(state, shares.length, { point: `backend ${router.name}`, shares })];
  if (!backend?.usable) {
    const rule = backend?.rule ?? decision.rule;
    const params = { controller: router.controller, status: 500, host: decision.host, path: decision.path };
    addStep(state, { type: 'http', effect: 'refuse', code: 'http.backend', params, cites: ['GW8'], rule });
    return finish(state, { status: 500, reason: 'no-endpoints', rule });
  }
  const key = `${backend.namespace}/${backend.service}`;
  if (router.cutOff) {
    const { code, status, cites, rule } = router.cutOff;
    addStep(state, {
      type: 'http',
      effect: 'refuse',
      code,
      params: { controller: router.controller, service: key, status },
      cites,
      rule,
    });
    return finish(state, { status, reason: 'no-route', ...(rule ? { rule } : {}) });
  }
  const port = servicePort(state, backend);
  const found = endpointOf(state, router, { key, ports: port ? [port] : [], byService: decision.byService === true });
  if (found) return connect(state, router, { decision, key, endpoint: found });
  const { standIn } = decision;
  const other = standIn && `${standIn.namespace}/${standIn.service}`;
  const instead =
    other === undefined
      ? undefined
      : endpointOf(state, router, {
          key: other,
          ports: state.dataplane.services.byKey.get(other)?.ports ?? [],
          byService: false,
        });
  if (other !== undefined && instead) return connect(state, router, { decision, key: other, endpoint: instead });
  const rule = emptyRule(state, backend, port);
  const status = router.backendStatus.empty;
  const params = { controller: router.controller, service: key, status };
  addStep(state, { type: 'http', effect: 'refuse', code: 'http.noEndpoints', params, cites: ['C-13', 'GW8'], rule });
  finish(state, { status, reason: 'no-endpoints', rule });
}

type Upstream = Pick<Endpoint, 'address' | 'port' | 'label'>;

/** A ready pod of the first port given, or the Service's own address where the route wants that (C-7). */
function endpointOf(
  state: WalkState,
  router: Router,
  at: { readonly key: string; readonly ports: readonly ServicePortTable[]; readonly byService: boolean },
): Upstream | undefined {
  const [port] = at.ports;
  const ready = (port?.endpoints ?? []).filter((endpoint) => endpoint.ready);
  const clusterIP = state.dataplane.services.byKey.get(at.key)?.clusterIP;
  if (at.byService && port && clusterIP !== undefined) {
    return { address: clusterIP, port: port.spec.port, label: `${formatIpv4(clusterIP)}:${port.spec.port}` };
  }
  return ready[choose(state, ready.length, { point: `endpoint ${router.name} ${at.key}` })];
}

export function servicePort(state: WalkState, backend: HttpBackend): ServicePortTable | undefined {
  const table = state.dataplane.services.byKey.get(`${backend.namespace}/${backend.service}`);
  return table?.ports.find(({ spec }) =>
    typeof backend.port === 'string' ? spec.name === backend.port : spec.port === backend.port,
  );
}

/** Why nobody is there: no such Service or port is the route's matter, nobody ready the Service's. */
function emptyRule(state: WalkState, backend: HttpBackend, port: ServicePortTable | undefined): RuleRef {
  const key = `${backend.namespace}/${backend.service}`;
  const table = state.dataplane.services.byKey.get(key);
  if (!table || !port) return { object: backend.rule.object, field: `${backend.rule.field}.service` };
  return { object: `Service/${key}`, field: table.selected.length === 0 ? 'spec.selector' : 'spec.ports' };
}

/** The request comes back to routers that had it: nobody ever answers. */
function goRound(state: WalkState, { controller, backendStatus }: Router, { rule, host, path }: HttpForward): void {
  const status = backendStatus.timeout;
  const params = { controller, host, path, status };
  addStep(state, { type: 'http', effect: 'refuse', code: 'http.loop', params, cites: ['C-13', 'PW16'], rule });
  finish(state, { status, reason: 'http-route', rule });
}

/** The second connection: from the router's own address to the pod itself, with policies and routes of its own (C-7, C-17, PW16). */
function connect(
  state: WalkState,
  router: Router,
  to: { readonly decision: HttpForward; readonly key: string; readonly endpoint: Upstream },
): void {
  const { decision, key, endpoint } = to;
  const http = { scheme: decision.protocol, host: decision.host, path: decision.path };
  if (state.routers >= MOST_ROUTERS) return goRound(state, router, decision);
  const leg = state.walkOn(router, { address: endpoint.address, port: endpoint.port, http });
  if (!leg.ok) {
    state.refusal = leg;
    return;
  }
  if (decision.patternRule) tellPatterns(state, router, decision.patternRule);
  const params = { controller: router.controller, service: key, endpoint: endpoint.label, host: http.host, path: http.path };
  addStep(state, {
    type: 'http',
    effect: 'rewrite',
    code: 'http.forwarded',
    params,
    cites: decision.cites,
    rule: decision.rule,
    after: leg.sent,
  });
  if (joinLeg(state, leg, http)) return;
  const { outcome, reason } = leg.verdict;
  const spokeWrong = leg.hops.at(-1)?.steps.some(({ code }) => code === 'http.wrongPort') === true;
  // The pod is as it is; what the router was told to speak is what can be mended (S45).
  const rule = (spokeWrong ? decision.protocolRule : undefined) ?? leg.verdict.rule;
  const own = /^http-(\d+)$/.exec(outcome);
  // An answer of the backend is passed on; a page about plain HTTP on a TLS port is no answer of the application (S45).
  const status =
    own && own[1] !== '400'
      ? Number(own[1])
      : outcome === 'timeout'
        ? router.backendStatus.timeout
        : router.backendStatus.refused;
  enter(state, router.at);
  addStep(state, {
    type: 'http',
    effect: 'refuse',
    code: 'http.badGateway',
    params: { controller: router.controller, endpoint: endpoint.label, status, outcome },
    cites: ['C-13', 'C-22'],
    rule,
  });
  finish(state, { status, ...(reason === undefined ? {} : { reason }), ...(rule ? { rule } : {}) });
}

/** The leg's hops go behind the router's own. True where it arrived: the walk has its end then. */
export function joinLeg(
  state: WalkState,
  leg: Extract<SecondLeg, { readonly ok: true }>,
  asked: { readonly host: string; readonly path: string },
): boolean {
  for (const hop of leg.hops) {
    enter(state, hop.at);
    state.hops.at(-1)?.steps.push(...hop.steps);
  }
  state.via.push(...leg.via);
  if (leg.verdict.outcome !== 'delivered') return false;
  const seen: HttpSeen = {
    ...(state.http ?? { status: 200 }),
    ...leg.http,
    host: asked.host,
    path: leg.http?.path ?? asked.path,
  };
  state.http = seen;
  answer(state, leg.verdict);
  if (leg.deliveredTo !== undefined) state.deliveredTo = leg.deliveredTo;
  if (leg.sourceSeen !== undefined) state.sourceSeen = leg.sourceSeen;
  return true;
}

/** A neighbour's annotation changes how every path of the host is read (C-9, S42). */
function tellPatterns(state: WalkState, { controller }: Router, rule: RuleRef): void {
  const params = { controller, host: state.packet.http?.host ?? '', ingress: rule.object };
  addStep(state, { type: 'http', effect: 'pass', code: 'http.patterns', params, cites: ['C-9'], rule });
}
