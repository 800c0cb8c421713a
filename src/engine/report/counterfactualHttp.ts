// Repairs of HTTP: what would make a request that a router turned away succeed. The router's own last step says where to look; routes are in
// counterfactualRoutes.ts. Rules: C-4, C-5, C-8, C-11, C-13, C-23, C-30, GW8, ING12, ING13, S13, S43, S45.
import { withInstalls } from '../dataplane/controllerInstalls.ts';
import { servedClasses } from '../dataplane/controllers.ts';
import { namesCover, wildcardCoversOne } from '../dataplane/http.ts';
import type { Edit } from '../edit/edit.ts';
import type { Step, Trace } from '../forward/trace.ts';
import { DNS_NAMES, type Ingress, type Secret } from '../model/ingress.ts';
import type { Subnet } from '../model/networkDocument.ts';
import { listObjects } from '../model/spec.ts';
import { cidrOf, formatCidr, parseCidr } from '../net/ipv4.ts';
import { type Candidate, type Case, podName, stepsOf } from './counterfactual.ts';
import { repairAttachment, repairBackends, repairHosts, repairPaths } from './counterfactualRoutes.ts';
import { repairService } from './counterfactualService.ts';
import { ingressFound, type Question, questionOf } from './counterfactualWeb.ts';
import { changed, nameIn, writeNetwork } from './counterfactualWrite.ts';

const NGINX = 'nginx.ingress.kubernetes.io/';
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const DELEGATION = 'Microsoft.ServiceNetworking/trafficControllers';
const MOST_CLASSES = 3;
const ASSOCIATION_PREFIX = 24;

/** The router's step that turned the request away; undefined where no router did. */
export function routerStep(trace: Trace): Step | undefined {
  return stepsOf(trace).findLast(({ type, effect }) => type === 'http' && (effect === 'refuse' || effect === 'drop'));
}

/** The request was answered by another backend than it should: a note that nearly fits, opened until it does. */
export function leadElsewhere(input: Case): Candidate[] {
  const question = questionOf(input.trace.flow.to);
  return question ? [...repairPaths(input, question), ...repairHosts(input, question)] : [];
}

export function repairHttp(input: Case): Candidate[] {
  const question = questionOf(input.trace.flow.to);
  const step = routerStep(input.trace);
  if (!question || !step) return [];
  switch (step.code) {
    case 'http.host':
      return [...repairHosts(input, question), ...classes(input, question), ...repairAttachment(input)];
    case 'http.path':
      return [
        ...(step.rule?.field?.endsWith('allowedRoutes') === true ? repairAttachment(input) : []),
        ...repairPaths(input, question),
        ...repairHosts(input, question),
        ...classes(input, question),
        ...repairAttachment(input),
      ];
    case 'http.backend':
      return repairBackends(input, step);
    case 'http.loop':
    case 'http.noEndpoints':
      return [...repairBackends(input, step), ...behind(input, step)];
    case 'http.badGateway':
      return [...protocols(input, step), ...behind(input, step)];
    case 'http.certificate':
      return secrets(input, question);
    case 'http.source':
      return sources(input, step);
    case 'http.redirected':
      return redirects(input, step);
    case 'gateway.noListener':
    case 'frontend.noListener':
      return [...classes(input, question), ...(question.scheme === 'https' ? secrets(input, question) : redirects(input, step))];
    case 'frontend.unclaimed':
      return classes(input, question);
    case 'frontend.controllerMissing':
    case 'frontend.notDelegated':
    case 'frontend.tooSmall':
    case 'frontend.overlay.size':
      return frontends(input, step);
    default:
      return [];
  }
}

/** Ingresses that nobody serves, or somebody else does, of a class that somebody serves. */
function classes({ spec, dataplane }: Case, { host }: Question): Candidate[] {
  const { http, controllers } = dataplane;
  const served = [...servedClasses({ spec: withInstalls(spec), http, controllers })].sort().slice(0, MOST_CLASSES);
  return http.ingresses
    .filter(({ ingress }) => hasHost(ingress, host))
    .flatMap(({ ingress, className }) =>
      served
        .filter((name) => name !== className)
        .map((suggested) => {
          const { [CLASS_ANNOTATION]: _old, ...annotations } = ingress.metadata.annotations ?? {};
          const params = { field: 'spec.ingressClassName', current: className ?? '–', suggested };
          return ingressFound('web.class', params, {
            ...ingress,
            metadata: { ...ingress.metadata, annotations },
            spec: { ...ingress.spec, ingressClassName: suggested },
          });
        }),
    );
}

function hasHost({ spec }: Ingress, host: string): boolean {
  return (spec.rules ?? []).some((rule) => rule.host === undefined || rule.host === host || wildcardCoversOne(rule.host, host));
}

/** The Service behind the router, asked as if the client had written to it. */
function behind(input: Case, step: Step): Candidate[] {
  const forwarded = stepsOf(input.trace).findLast(({ code }) => code === 'http.forwarded');
  const key = String(step.params['service'] ?? forwarded?.params['service'] ?? '');
  const plan = input.dataplane.plan.services.find((service) => podName(service) === key);
  if (!plan) return [];
  const before = { ...step.before, destinationIP: plan.clusterIP, destinationPort: plan.ports[0]?.port ?? 0 };
  const asked: Step = { ...step, type: 'serviceTranslation', before, rule: { object: `Service/${key}`, field: 'spec' } };
  const { dns: _dns, ...trace } = input.trace;
  const reason = step.code === 'http.noEndpoints' ? 'no-endpoints' : (trace.verdict.reason ?? 'not-listening');
  return repairService({
    ...input,
    trace: { ...trace, hops: [{ at: { kind: 'pod', name: key }, steps: [asked] }], verdict: { outcome: 'refused', reason } },
  });
}

/** The pod speaks TLS and the router does not, or the other way round (S45). */
function protocols({ spec, trace }: Case, step: Step): Candidate[] {
  const forwarded = stepsOf(trace).findLast(({ code }) => code === 'http.forwarded');
  const ingress = ingressOf(spec, forwarded);
  const outcome = String(step.params['outcome'] ?? '');
  if (!ingress || (outcome !== 'http-400' && outcome !== 'reset')) return [];
  const key = `${ingress.spec.ingressClassName?.includes('application-gateway') === true ? 'appgw.ingress' : 'nginx.ingress'}.kubernetes.io/backend-protocol`;
  const suggested = outcome === 'http-400' ? 'HTTPS' : 'HTTP';
  const current = ingress.metadata.annotations?.[key] ?? 'HTTP';
  return current.toUpperCase() === suggested
    ? []
    : [
        ingressFound(
          'web.protocol',
          { field: `metadata.annotations[${key}]`, current, suggested },
          annotated(ingress, key, suggested),
        ),
      ];
}

function ingressOf(spec: Case['spec'], step: Step | undefined): Ingress | undefined {
  const name = nameIn(step?.rule?.object ?? '', 'Ingress');
  return listObjects(spec, 'Ingress').find(({ metadata }) => podName(metadata) === name);
}

function annotated(ingress: Ingress, key: string, value: string | undefined): Ingress {
  const { [key]: _old, ...others } = ingress.metadata.annotations ?? {};
  const annotations = value === undefined ? others : { ...others, [key]: value };
  return { ...ingress, metadata: { ...ingress.metadata, annotations } };
}

/** A Secret that is for this host, where there is one; else one that somebody has to fetch (C-4, S43). */
function secrets({ spec }: Case, { host }: Question): Candidate[] {
  const known = listObjects(spec, 'Secret');
  const covers = ({ metadata }: Secret): boolean =>
    namesCover(
      (metadata.annotations?.[DNS_NAMES] ?? '').split(',').map((name) => name.trim().toLowerCase()),
      host,
    );
  return listObjects(spec, 'Ingress')
    .filter((ingress) => hasHost(ingress, host))
    .flatMap((ingress): Candidate[] => {
      const { namespace } = ingress.metadata;
      const own = known.filter((secret) => secret.metadata.namespace === namespace && covers(secret));
      const with_ = (secretName: string): Ingress => {
        const tls = (ingress.spec.tls ?? []).filter(({ hosts }) => hosts !== undefined && !hosts.includes(host));
        return { ...ingress, spec: { ...ingress.spec, tls: [{ hosts: [host], secretName }, ...tls] } };
      };
      const current = ingress.spec.tls?.find(({ hosts }) => hosts?.includes(host))?.secretName ?? '–';
      if (own.length > 0)
        return own.map(({ metadata }) =>
          ingressFound('web.secret', { field: 'spec.tls', host, current, suggested: metadata.name }, with_(metadata.name)),
        );
      const name = `${host.replace(/^\*\./, '').replaceAll('.', '-')}-tls`;
      const secret: Secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace, annotations: { [DNS_NAMES]: host } },
        type: 'kubernetes.io/tls',
      };
      const made = ingressFound('web.secretMissing', { field: 'spec.tls', host, current, suggested: name }, with_(name));
      return [{ ...made, edits: [{ type: 'putObject', resource: secret }, ...(made.edits ?? [])] }];
    });
}

/** The list with this caller on it; then none (C-11). Behind policy Cluster the caller is a node: its own list does not help there (S13). */
function sources({ spec }: Case, step: Step): Candidate[] {
  const ingress = ingressOf(spec, step);
  const key = /^metadata\.annotations\[(.+)\]$/.exec(step.rule?.field ?? '')?.[1];
  if (!ingress || key === undefined) return [];
  const current = ingress.metadata.annotations?.[key] ?? '';
  const caller = String(step.params['source'] ?? '');
  const params = { field: `metadata.annotations[${key}]`, current };
  const open = ingressFound('web.source', { ...params, suggested: '–' }, annotated(ingress, key, undefined));
  if (key === `${NGINX}denylist-source-range`) return [open];
  const suggested = `${current},${caller}/32`;
  return [ingressFound('web.source', { ...params, suggested }, annotated(ingress, key, suggested)), open];
}

/** A redirect is an answer too; where it is not wanted, what makes it can go (C-8, C-23). */
function redirects({ spec }: Case, step: Step): Candidate[] {
  const ingress = ingressOf(spec, step);
  const { field = '' } = step.rule ?? {};
  if (!ingress) return [];
  if (field === 'spec.tls') {
    const key = `${NGINX}ssl-redirect`;
    const params = { field: `metadata.annotations[${key}]`, current: ingress.metadata.annotations?.[key] ?? 'true' };
    return [ingressFound('web.redirect', { ...params, suggested: 'false' }, annotated(ingress, key, 'false'))];
  }
  const key = /^metadata\.annotations\[(.+)\]$/.exec(field)?.[1];
  if (key === undefined) return [];
  const current = ingress.metadata.annotations?.[key] ?? '';
  return [ingressFound('web.redirect', { field, current, suggested: '–' }, annotated(ingress, key, undefined))];
}

/** What Application Gateway for Containers needs before it answers anybody (C-30). */
function frontends({ spec: { network } }: Case, step: Step): Candidate[] {
  const found = (code: string, params: Candidate['params'], edit: Edit): Candidate => ({
    code,
    params,
    ref: step.rule?.object ?? '',
    edits: [edit],
  });
  if (step.code === 'frontend.controllerMissing') {
    const [cluster, ...others] = network.managedClusters;
    if (!cluster) return [];
    const ingressProfile = { ...cluster.ingressProfile, applicationLoadBalancer: { enabled: true } };
    const params = {
      cluster: cluster.name,
      field: 'ingressProfile.applicationLoadBalancer',
      current: 'false',
      suggested: 'true',
    };
    const managedClusters = [{ ...cluster, ingressProfile }, ...others];
    return [found('web.albController', params, writeNetwork({ ...network, managedClusters }))];
  }
  const name = nameIn(step.rule?.object ?? '', 'Subnet');
  const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some((subnet) => subnet.name === name));
  const subnet = vnet?.subnets.find((each) => each.name === name);
  if (!vnet || !subnet) return [];
  const put = (changes: Partial<Subnet>): Edit => {
    const written = { ...vnet, subnets: changed(vnet.subnets, { ...subnet, ...changes }) };
    return writeNetwork({ ...network, virtualNetworks: changed(network.virtualNetworks, written) });
  };
  if (step.code !== 'frontend.notDelegated') {
    const range = parseCidr(subnet.addressPrefix);
    const addressPrefix = range ? formatCidr(cidrOf(range.base, ASSOCIATION_PREFIX)) : subnet.addressPrefix;
    const params = { subnet: subnet.name, field: 'addressPrefix', current: subnet.addressPrefix, suggested: addressPrefix };
    return [found('web.associationSize', params, put({ addressPrefix }))];
  }
  const current = subnet.delegations?.join(', ') ?? '–';
  const params = { subnet: subnet.name, field: 'delegations', current, suggested: DELEGATION };
  return [found('web.delegation', params, put({ delegations: [DELEGATION] }))];
}
