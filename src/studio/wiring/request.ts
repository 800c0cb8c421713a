// "Try a request": what is typed as a question to the engine, and its decision as sentences. Rules: ING1–ING15, GW1–GW11, C-3, C-4, C-8.
import type { HttpAnswer, HttpQuery } from '../../engine/api.ts';
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import type { RouterReport } from '../../engine/report/routers.ts';

/** Whom one may ask: every class of Ingresses, and the Gateways. */
export interface Door {
  readonly name: string;
  readonly api: HttpQuery['api'];
  readonly className?: string;
  readonly served: boolean;
  /** Routes are read as the specification says, where nobody serves them or their controller reads them its own way. */
  readonly portable: boolean;
}

export function doorsOf(routers: readonly RouterReport[]): readonly Door[] {
  const doors = new Map<string, Door>();
  for (const { object, className, kind, served } of routers) {
    if (object.startsWith('Gateway/')) {
      const known = doors.get('gateway');
      doors.set('gateway', { name: 'gateway', api: 'gateway', served: served || known?.served === true, portable: false });
    } else if (className !== undefined && !doors.has(`class ${className}`)) {
      const api = kind === 'nginx' ? 'ingress-nginx' : 'ingress';
      doors.set(`class ${className}`, { name: className, api, className, served, portable: kind !== 'nginx' });
    }
  }
  return [...doors.values()];
}

export interface TypedRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
}

/** A whole address may stand in the host's field. */
export function readRequest({ scheme, host, path }: TypedRequest): TypedRequest {
  const [, given, name = '', rest] = /^(?:(https?):\/\/)?([^/?#]*)(.*)$/i.exec(host.trim()) ?? [];
  const typed = path.trim();
  const asked = rest === undefined || rest === '' ? typed : rest;
  return {
    scheme: given === undefined ? scheme : given.toLowerCase() === 'https' ? 'https' : 'http',
    host: name,
    path: asked.startsWith('/') ? asked : `/${asked}`,
  };
}

export function queryOf({ scheme, host, path }: TypedRequest, { api, className }: Door): HttpQuery {
  const port = /:(\d{1,5})$/.exec(host)?.[1];
  return {
    api,
    ...(className === undefined ? {} : { className }),
    scheme,
    host,
    path,
    method: 'GET',
    headers: [],
    port: port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port),
    ...(scheme === 'https' ? { sni: host.replace(/:\d*$/, '') } : {}),
  };
}

export interface Sentence {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The decision first, then what else one should know. */
export function tellAnswer(
  request: TypedRequest,
  answer: HttpAnswer,
  about: { readonly door: Door; readonly services: readonly ServicePlan[] },
): readonly Sentence[] {
  const { decision, certificate } = answer;
  const params = { controller: about.door.name, scheme: request.scheme, host: request.host, path: request.path };
  const say = (code: string, more: Sentence['params'] = {}): Sentence => ({ code, params: { ...params, ...more } });
  const shown =
    request.scheme === 'http'
      ? []
      : certificate?.secret === undefined
        ? [say('wiring.try.ownCertificate')]
        : [
            say(
              answer.certificateFits === undefined
                ? 'wiring.try.certificateUnknown'
                : answer.certificateFits
                  ? 'wiring.try.certificate'
                  : 'wiring.try.certificateOther',
              { secret: certificate.secret, names: (certificate.names ?? []).join(', ') },
            ),
          ];
  if (decision.type === 'redirect')
    return [say('wiring.try.redirect', { status: decision.status, location: decision.location }), ...shown];
  if (decision.type === 'status') return [say(`wiring.try.status.${decision.why}`, { status: decision.status }), ...shown];
  const total = decision.backends.reduce((sum, { weight }) => sum + weight, 0);
  const sent = decision.backends.map(({ namespace, service, port, weight }) =>
    decision.backends.length === 1
      ? say(decision.defaultBackend ? 'wiring.try.default' : 'wiring.try.forward', { service: `${namespace}/${service}`, port })
      : say('wiring.try.share', {
          service: `${namespace}/${service}`,
          port,
          share: total === 0 ? 0 : Math.round((weight / total) * 100),
        }),
  );
  const rewritten =
    decision.path === request.path && decision.host === request.host
      ? []
      : [say('wiring.try.rewrite', { newPath: decision.path, newHost: decision.host })];
  const spoken = decision.protocol === 'https' ? [say('wiring.try.backendTls')] : [];
  const empty = decision.backends.flatMap(({ namespace, service, port, usable }) => {
    const plan = about.services.find((item) => item.namespace === namespace && item.name === service);
    const named = { service: `${namespace}/${service}`, port };
    if (!usable || !plan) return [say('wiring.try.missing', named)];
    if (!plan.ports.some((item) => item.port === port || item.name === port)) return [say('wiring.try.noPort', named)];
    return plan.type !== 'ExternalName' && plan.endpoints.length === 0 ? [say('wiring.try.nobody', named)] : [];
  });
  return [...sent, ...rewritten, ...spoken, ...empty, ...shown];
}
