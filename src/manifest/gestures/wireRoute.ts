// An Ingress or HTTPRoute wired to a Service: the backend of a path that is there, or a path of its own. Rules: ING11, GW10, C-1, C-30.
import type { HTTPRoute } from '../../engine/model/gateway.ts';
import type { Ingress } from '../../engine/model/ingress.ts';
import type { Service } from '../../engine/model/kubernetes.ts';
import { type Draft, type Drafts, type GestureRefusal, no, type Scene } from './gestureTypes.ts';
import type { RouteEnd, ServiceEnd } from './things.ts';
import { applyLines, byCommands, collect, patchLine } from './writing.ts';

const MOST_PATHS = 6;

export function wireRoute(scene: Scene, { route }: RouteEnd, end: ServiceEnd): Drafts {
  const { namespace, name } = route.metadata;
  const about = { route: `${route.kind} ${namespace}/${name}`, service: `${end.namespace}/${end.name}` };
  if (!end.service) return no('service.missing', about);
  const [port] = end.service.spec.ports;
  if (!port) return no('service.ports', about);
  if (route.kind === 'HTTPRoute') return collect(routeOffers(scene, route, end.service, { ...about, port: port.port }));
  if (namespace !== end.namespace) return no('route.namespace', about);
  return collect(ingressOffers(scene, route, end.service, { ...about, port: port.port }));
}

type About = Readonly<Record<string, string | number>> & { readonly port: number };

function ingressOffers(scene: Scene, ingress: Ingress, service: Service, about: About): (Draft | GestureRefusal)[] {
  const { name, namespace } = ingress.metadata;
  const target = { kind: 'ingress', namespace, name };
  const backend = { service: { name: service.metadata.name, port: { number: about.port } } };
  const rules = ingress.spec.rules ?? [];
  const changed = rules.flatMap((rule, at) =>
    (rule.http?.paths ?? []).flatMap((path, index) => {
      const params = { ...about, path: `${rule.host ?? ''}${path.path ?? '/'}`, from: path.backend.service?.name ?? '—' };
      if (path.backend.service?.name === service.metadata.name) return [no('already.path', params)];
      const operation = { op: 'replace', path: `/spec/rules/${at}/http/paths/${index}/backend`, value: backend };
      return [byCommands(scene.spec, [patchLine(target, [operation])], { code: 'route.path', params })];
    }),
  );
  const [first] = rules;
  const paths = first?.http?.paths;
  const fresh = { path: paths ? `/${service.metadata.name}` : '/', pathType: 'Prefix', backend };
  const params = { ...about, path: `${first?.host ?? ''}${fresh.path}` };
  const operation = paths
    ? { op: 'add', path: '/spec/rules/0/http/paths/-', value: fresh }
    : { op: 'add', path: '/spec/rules', value: [...rules.slice(1), { ...first, http: { paths: [fresh] } }] };
  const isTaken = paths?.some(({ path }) => path === fresh.path) === true;
  return [
    ...changed.slice(0, MOST_PATHS),
    isTaken
      ? no('already.path', params)
      : byCommands(scene.spec, [patchLine(target, [operation])], { code: 'route.new', params }),
  ];
}

function routeOffers(scene: Scene, route: HTTPRoute, service: Service, about: About): (Draft | GestureRefusal)[] {
  const { name, namespace } = route.metadata;
  const target = { kind: 'httproute', namespace, name };
  const foreign = service.metadata.namespace !== namespace;
  const backend = {
    name: service.metadata.name,
    ...(foreign ? { namespace: service.metadata.namespace } : {}),
    port: about.port,
  };
  // Only the owner of the other namespace may let routes in (GW10).
  const grant = foreign ? applyLines(scene.spec, grantPlain(namespace, service)) : undefined;
  if (typeof grant === 'object') return [grant];
  const lines = (operation: object): string[] => [...(grant === undefined ? [] : [grant]), patchLine(target, [operation])];
  const rules = route.spec.rules ?? [];
  const changed = rules.map((rule, index) => {
    const path = `${route.spec.hostnames?.[0] ?? ''}${rule.matches?.[0]?.path?.value ?? '/'}`;
    const params = { ...about, path, from: rule.backendRefs?.map((ref) => ref.name).join(', ') ?? '—' };
    const isSame =
      rule.backendRefs?.length === 1 &&
      rule.backendRefs[0]?.name === service.metadata.name &&
      (rule.backendRefs[0].namespace ?? namespace) === service.metadata.namespace;
    if (isSame) return no('already.path', params);
    const operation = { op: 'add', path: `/spec/rules/${index}/backendRefs`, value: [backend] };
    return byCommands(scene.spec, lines(operation), { code: foreign ? 'route.pathGrant' : 'route.path', params });
  });
  const path = rules.length === 0 ? '/' : `/${service.metadata.name}`;
  const rule = { matches: [{ path: { type: 'PathPrefix', value: path } }], backendRefs: [backend] };
  const operation =
    rules.length === 0 ? { op: 'add', path: '/spec/rules', value: [rule] } : { op: 'add', path: '/spec/rules/-', value: rule };
  const params = { ...about, path: `${route.spec.hostnames?.[0] ?? ''}${path}` };
  const isTaken = rules.some(({ matches }) => matches?.some((match) => match.path?.value === path));
  return [
    ...changed.slice(0, MOST_PATHS),
    isTaken
      ? no('already.path', params)
      : byCommands(scene.spec, lines(operation), { code: foreign ? 'route.newGrant' : 'route.new', params }),
  ];
}

function grantPlain(from: string, service: Service): Record<string, unknown> {
  const { namespace, name } = service.metadata;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name: `${from}-to-${name}`.slice(0, 63), namespace },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from }],
      to: [{ group: '', kind: 'Service', name }],
    },
  };
}
