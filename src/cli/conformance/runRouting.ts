// Routing cases: each request is asked of the EngineApi; here its answer is only spelled as the cases spell it.
import type { EngineApi, HttpAnswer } from '../../engine/api.ts';
import type { KubernetesResource } from '../../engine/model/kubernetes.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { refusalSentence } from '../sentences.ts';
import type { Mismatch, RoutingCase } from './caseFile.ts';
import { specOfResources } from './recordedWorld.ts';

const REVISION = 1;

type Request = RoutingCase['requests'][number];
type Fields = Record<string, unknown>;

export function runRoutingCase(engine: EngineApi, item: RoutingCase): Mismatch[] {
  const spec = specOfResources(item.manifests, inOrder);
  if (!spec.ok)
    return item.requests.map((request, index) => ({ index, expected: wantedOf(request), actual: { refused: spec.message } }));
  engine.load({ spec: spec.value, revision: REVISION, policyEngine: 'spec' });
  return item.requests.flatMap((request, index): Mismatch[] => {
    const wanted = wantedOf(request);
    const answer = engine.http({ revision: REVISION, query: queryOf(item, request) });
    const actual = answer.ok ? only(spell(answer.value), wanted) : { refused: refusalSentence(answer) };
    return sameValue(wanted, actual) ? [] : [{ index, expected: wanted, actual }];
  });
}

/** Cases list their manifests oldest first; a date says so where the manifest has none. */
function inOrder(resource: KubernetesResource, index: number): KubernetesResource {
  if (resource.metadata.creationTimestamp !== undefined) return resource;
  const creationTimestamp = `2020-01-01T00:${String(Math.floor(index / 60) % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}Z`;
  return { ...resource, metadata: { ...resource.metadata, creationTimestamp } };
}

function queryOf(item: RoutingCase, request: Request): Parameters<EngineApi['http']>[0]['query'] {
  const { scheme, host, path, method, headers, port, tls } = request;
  return {
    api: item.api,
    assume: true,
    scheme: scheme ?? (tls ? 'https' : 'http'),
    host,
    path,
    method,
    headers: Object.entries(headers),
    ...(port === undefined ? {} : { port }),
    ...(tls?.sni === undefined ? {} : { sni: tls.sni }),
  };
}

function wantedOf({ expected, via, redirect, rewritten, oneOf, tls }: Request): Fields {
  return defined({ expected, via, redirect, rewritten, oneOf, secret: tls?.secret });
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Only what the case asks about; what the answer lacks is null. */
function only(fields: Fields, wanted: Fields): Fields {
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, fields[key] ?? null]));
}

function spell({ decision, certificate }: HttpAnswer): Fields {
  const secret = certificate && (certificate.secret ?? null);
  if (decision.type === 'status') return { expected: String(decision.status), secret };
  if (decision.type === 'redirect') {
    const { status, location } = decision;
    return { expected: 'redirect', redirect: { status, location }, secret };
  }
  const shares = new Map<string, number>();
  for (const { namespace, service, port, weight, usable } of decision.backends) {
    const name = usable ? `${namespace}/${service}:${port}` : '500';
    shares.set(name, (shares.get(name) ?? 0) + weight);
  }
  const [only] = shares.size === 1 ? shares.keys() : [];
  return {
    expected: only,
    oneOf: Object.fromEntries(shares),
    via: decision.defaultBackend ? 'defaultBackend' : undefined,
    rewritten: decision.path,
    secret,
  };
}
