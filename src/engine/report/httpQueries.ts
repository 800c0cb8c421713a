// Routing alone: what a controller of some kind would decide about one request, without packets. The walk asks the same tables.
// Rules: ING1–ING15, GW1–GW11, C-1…C-11.
import type { Dataplane } from '../dataplane/dataplane.ts';
import {
  type HttpCertificate,
  type HttpDecision,
  type HttpRequest,
  namesCover,
  plainHost,
  type SettledDecision,
} from '../dataplane/http.ts';
import { gatewayCertificate, routeGateway } from '../dataplane/httpGateway.ts';
import { certificateOf, routeIngress } from '../dataplane/httpIngress.ts';
import { nginxCertificate, routeNginx } from '../dataplane/httpNginx.ts';
import type { HttpTables } from '../dataplane/httpTables.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';

/** The same union as `HttpQuery` of api.ts, which this file may not import. */
export type HttpQuestion = HttpRequest & {
  readonly api: 'ingress' | 'ingress-nginx' | 'gateway';
  /** The class that the controller serves; absent: the one that a lone controller would have. */
  readonly className?: string;
  /** Secrets and Services are taken as there where none is declared at all. */
  readonly assume?: boolean;
};

export interface HttpReply {
  readonly decision: SettledDecision;
  /** On https. */
  readonly certificate?: HttpCertificate;
  /** Whether that is for the name asked; absent where its names are not known. */
  readonly certificateFits?: boolean;
}

/** Refused where the patterns cost more than a request may. */
export function queryHttp(dataplane: Dataplane, query: HttpQuestion): WalkAnswer<HttpReply> {
  const { decision, ...shown } = reply(dataplane, query);
  return decision.type === 'tooComplex'
    ? refuse('tooComplex', { traces: decision.effort })
    : { ok: true, value: { decision, ...shown } };
}

type Reply = Omit<HttpReply, 'decision'> & { readonly decision: HttpDecision };

function reply({ http }: Dataplane, query: HttpQuestion): Reply {
  const tables: HttpTables =
    query.assume === true ? { ...http, assumed: { secrets: http.secrets.size === 0, services: http.services.size === 0 } } : http;
  const sni = query.sni ?? query.host;
  const shows = (certificate: HttpCertificate): Omit<HttpReply, 'decision'> => {
    if (query.scheme !== 'https') return {};
    const { names } = certificate;
    return { certificate, ...(names ? { certificateFits: namesCover(names, plainHost(sni)) } : {}) };
  };
  if (query.api === 'gateway') {
    // Of several Gateways the first that knows the request has it.
    const answers = tables.gateways.map((gateway) => ({
      decision: routeGateway(tables, gateway, query),
      ...shows(gatewayCertificate(tables, gateway, query)),
    }));
    const known = answers.find(({ decision }) => decision.type !== 'status' || decision.status !== 404);
    return known ?? answers[0] ?? { decision: { type: 'status', status: 404, why: 'host', cites: ['GW8'] } };
  }
  const served = tables.ingresses.filter(({ className }) => serves(tables, query, className)).map(({ ingress }) => ingress);
  return query.api === 'ingress'
    ? { decision: routeIngress(served, query), ...shows(certificateOf(tables, served, sni)) }
    : { decision: routeNginx(served, query), ...shows(nginxCertificate(tables, served, sni)) };
}

/** Where no class is declared, a portable controller has them all, and ingress-nginx its own name. */
function serves(tables: HttpTables, query: HttpQuestion, className: string | undefined): boolean {
  const own = query.className ?? usualClass(tables, query);
  if (own !== undefined) return className === own;
  return query.api === 'ingress' || className === undefined || className === 'nginx';
}

function usualClass({ classes }: HttpTables, { api }: HttpQuestion): string | undefined {
  const own = classes.find(({ spec }) => api === 'ingress-nginx' && spec.controller === 'k8s.io/ingress-nginx');
  return (own ?? classes.find(({ metadata }) => metadata.name === 'nginx') ?? classes[0])?.metadata.name;
}
