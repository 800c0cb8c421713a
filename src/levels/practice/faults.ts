// Real faults of Kubernetes objects, each one change to a working world, with the rules it breaks and the commands that would have found it.
// B-3 B-12 NP5 NP12 NP20 NP21 NP31 SVC5 DNS13.
import type { Edit } from '../../engine/edit/edit.ts';
import type { Deployment, NetworkPolicy, NetworkPolicyRule, Pod, Service } from '../../engine/model/kubernetes.ts';
import { listObjects, type NetworkSpec } from '../../engine/model/spec.ts';
import type { House, Staff } from './house.ts';
import type { Random } from './random.ts';

export interface Fault {
  /** `layer.word`, as hints are called; `practice.fault.CODE` says it in words. */
  readonly code: string;
  readonly rules: readonly string[];
  /** The easiest difficulty at which it comes. */
  readonly from: 1 | 2 | 3;
  /** Undefined where the house has nothing that could break so. */
  readonly inject: (world: Broken) => Injected | undefined;
}

export interface Broken {
  readonly house: House;
  readonly spec: NetworkSpec;
  readonly random: Random;
}

export interface Injected {
  readonly edits: readonly Edit[];
  /** For the sentence: which object, what it was, what it is. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly commands: readonly string[];
}

/** A letter too many, one too few, or two that changed places: what people type. */
export function typo(text: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, text.length - 1));
  const left = text.slice(0, at);
  const right = text.slice(at);
  const kinds = [`${left}${right.charAt(0)}${right}`, `${left}${right.slice(1)}`, `${text}s`, `${text}-v1`];
  const wrong = kinds[random.below(kinds.length)] ?? `${text}s`;
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(wrong) && wrong !== text ? wrong : `${text}s`;
}

function put(resource: Extract<Edit, { type: 'putObject' }>['resource']): Edit {
  return { type: 'putObject', resource };
}

function services({ spec }: Broken): readonly Service[] {
  return listObjects(spec, 'Service').filter(({ metadata }) => metadata.namespace !== 'kube-system');
}

function describeService({ metadata: { namespace, name } }: Service): Pick<Injected, 'commands'> {
  return { commands: [`kubectl describe service ${name} -n ${namespace}`, `kubectl get endpointslices -n ${namespace}`] };
}

function breakService(
  code: string,
  rules: readonly string[],
  change: (
    service: Service,
    world: Broken,
  ) => { readonly spec: Service['spec']; readonly was: string; readonly is: string } | undefined,
): Fault {
  return {
    code,
    rules,
    from: 1,
    inject: (world) => {
      for (const service of world.random.shuffled(services(world))) {
        const changed = change(service, world);
        if (!changed) continue;
        const object = `Service/${service.metadata.namespace}/${service.metadata.name}`;
        return {
          edits: [put({ ...service, spec: changed.spec })],
          params: { object, was: changed.was, is: changed.is },
          ...describeService(service),
        };
      }
      return undefined;
    },
  };
}

const SERVICE_FAULTS: readonly Fault[] = [
  breakService('svc.selector', ['SVC1', 'SVC12'], ({ spec }, { random }) => {
    const was = spec.selector?.['app'];
    if (was === undefined) return undefined;
    const is = typo(was, random);
    return { spec: { ...spec, selector: { app: is } }, was, is };
  }),
  breakService('svc.targetPort', ['B-3', 'SVC5'], ({ spec }, { random }) => {
    const [port, ...others] = spec.ports;
    if (!port || typeof port.targetPort !== 'number') return undefined;
    const is = port.targetPort + random.pick([1, 10, -1, 80]);
    return { spec: { ...spec, ports: [{ ...port, targetPort: is }, ...others] }, was: String(port.targetPort), is: String(is) };
  }),
  breakService('svc.portName', ['B-3', 'SVC5'], ({ spec }, { random }) => {
    const [port, ...others] = spec.ports;
    if (!port) return undefined;
    const is = random.pick(['http', 'web', 'tcp-main']);
    return { spec: { ...spec, ports: [{ ...port, targetPort: is }, ...others] }, was: 'main', is };
  }),
  {
    ...breakService('svc.local', ['SVC13', 'SVC25'], ({ spec }) => {
      if (spec.type !== 'NodePort') return undefined;
      return { spec: { ...spec, externalTrafficPolicy: 'Local' }, was: 'Cluster', is: 'Local' };
    }),
    from: 2,
  },
  {
    code: 'svc.ready',
    rules: ['B-12', 'SVC12'],
    from: 2,
    inject: ({ house: { db }, spec }) => {
      // A hand-kept laptop that is not ready, and a desk that now asks for it alone.
      const [service] = listObjects(spec, 'Service').filter(({ metadata }) => metadata.namespace === db.namespace);
      const [template] = listObjects(spec, 'StatefulSet').filter(({ metadata }) => metadata.namespace === db.namespace);
      if (!service || !template) return undefined;
      const labels = { app: `${db.name}-next` };
      const pod: Pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `${db.name}-next`, namespace: db.namespace, labels },
        spec: template.spec.template.spec,
        status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
      };
      return {
        edits: [put(pod), put({ ...service, spec: { ...service.spec, selector: labels } })],
        params: { object: `Service/${db.namespace}/${service.metadata.name}`, was: db.name, is: labels.app },
        commands: [`kubectl get pods -n ${db.namespace} -o wide`, `kubectl get endpointslices -n ${db.namespace} -o yaml`],
      };
    },
  },
  {
    code: 'pod.label',
    rules: ['NP5', 'B-12'],
    from: 2,
    inject: ({ house: { web, watcher }, spec, random }) => {
      const staff = random.pick([web, watcher]);
      const deployment = listObjects(spec, 'Deployment').find(({ metadata }) => metadata.namespace === staff.namespace);
      if (!deployment) return undefined;
      const is = typo(staff.name, random);
      return {
        edits: [put(relabelled(deployment, is))],
        params: { object: `Deployment/${staff.namespace}/${staff.name}`, was: staff.name, is },
        commands: [`kubectl get pods -n ${staff.namespace} --show-labels`, 'kubectl describe networkpolicy -A'],
      };
    },
  },
  {
    code: 'pod.port',
    rules: ['H-7', 'NP34'],
    from: 1,
    inject: ({ house: { api }, spec, random }) => {
      const deployment = listObjects(spec, 'Deployment').find(({ metadata }) => metadata.namespace === api.namespace);
      const [container] = deployment?.spec.template.spec.containers ?? [];
      if (!deployment || !container) return undefined;
      const is = api.port + random.pick([1, 2, 100]);
      const ports = [{ ...container.ports?.[0], name: 'main', containerPort: is, protocol: 'TCP' as const }];
      const template = deployment.spec.template;
      const resource = {
        ...deployment,
        spec: {
          ...deployment.spec,
          template: { ...template, spec: { ...template.spec, containers: [{ ...container, ports }] } },
        },
      };
      return {
        edits: [put(resource)],
        params: { object: `Deployment/${api.namespace}/${api.name}`, was: api.port, is },
        commands: [`kubectl describe deployment ${api.name} -n ${api.namespace}`, 'curl -v --connect-timeout 3'],
      };
    },
  },
];

function relabelled(deployment: Deployment, app: string): Deployment {
  const { template } = deployment.spec;
  return {
    ...deployment,
    spec: {
      ...deployment.spec,
      selector: { matchLabels: { app } },
      template: { ...template, metadata: { ...template.metadata, labels: { app } } },
    },
  };
}

type Changed = { readonly spec: NetworkPolicy['spec']; readonly was: string; readonly is: string };

function breakPolicy(
  code: string,
  rules: readonly string[],
  options: { readonly from: 1 | 2 | 3; readonly of: (house: House) => readonly Staff[]; readonly end?: 'in' | 'out' },
  change: (policy: NetworkPolicy, world: Broken) => Changed | undefined,
): Fault {
  return {
    code,
    rules,
    from: options.from,
    inject: (world) => {
      for (const { namespace, name } of world.random.shuffled(options.of(world.house))) {
        const wanted = `${name}-${options.end ?? 'in'}`;
        const policy = listObjects(world.spec, 'NetworkPolicy').find(
          ({ metadata }) => metadata.namespace === namespace && metadata.name === wanted,
        );
        const changed = policy && change(policy, world);
        if (!changed) continue;
        return {
          edits: [put({ ...policy, spec: changed.spec })],
          params: { object: `NetworkPolicy/${namespace}/${wanted}`, was: changed.was, is: changed.is },
          commands: [`kubectl describe networkpolicy ${wanted} -n ${namespace}`, 'kubectl get pods -A --show-labels'],
        };
      }
      return undefined;
    },
  };
}

const guarded = ({ db, api }: House): readonly Staff[] => [db, api];

function firstRule(policy: NetworkPolicy, change: (rule: NetworkPolicyRule) => NetworkPolicyRule): NetworkPolicy['spec'] {
  const [rule, ...others] = policy.spec.ingress ?? [];
  return { ...policy.spec, ingress: rule ? [change(rule), ...others] : [] };
}

const POLICY_FAULTS: readonly Fault[] = [
  breakPolicy('np.direction', ['NP12', 'NP13'], { from: 1, of: ({ db }) => [db] }, ({ spec }) => ({
    spec: { ...spec, policyTypes: ['Egress'] },
    was: 'Ingress',
    is: 'Egress',
  })),
  breakPolicy('np.peer', ['NP5', 'NP20'], { from: 1, of: guarded }, (policy, { random }) => {
    const was = policy.spec.ingress?.[0]?.peers?.[0]?.podSelector?.matchLabels?.['app'];
    if (was === undefined) return undefined;
    const is = typo(was, random);
    const podSelector = { matchLabels: { app: is } };
    return {
      spec: firstRule(policy, (rule) => ({
        ...rule,
        peers: [{ ...rule.peers?.[0], podSelector }, ...(rule.peers?.slice(1) ?? [])],
      })),
      was,
      is,
    };
  }),
  breakPolicy('np.namespace', ['NP21'], { from: 1, of: guarded }, (policy, { random }) => {
    const key = 'kubernetes.io/metadata.name';
    const was = policy.spec.ingress?.[0]?.peers?.[0]?.namespaceSelector?.matchLabels?.[key];
    if (was === undefined) return undefined;
    const is = typo(was, random);
    const namespaceSelector = { matchLabels: { [key]: is } };
    return {
      spec: firstRule(policy, (rule) => ({
        ...rule,
        peers: [{ ...rule.peers?.[0], namespaceSelector }, ...(rule.peers?.slice(1) ?? [])],
      })),
      was,
      is,
    };
  }),
  breakPolicy('np.home', ['NP20', 'NP21'], { from: 2, of: guarded }, (policy) => {
    const [peer] = policy.spec.ingress?.[0]?.peers ?? [];
    if (!peer?.podSelector || !peer.namespaceSelector) return undefined;
    const spec = firstRule(policy, (rule) => ({
      ...rule,
      peers: [{ podSelector: peer.podSelector ?? {} }, ...(rule.peers?.slice(1) ?? [])],
    }));
    return { spec, was: 'namespaceSelector', is: 'podSelector' };
  }),
  breakPolicy('np.port', ['NP31'], { from: 1, of: ({ api }) => [api] }, (policy) => {
    const was = policy.spec.ingress?.[0]?.ports?.[0]?.port;
    if (was === undefined) return undefined;
    const spec = firstRule(policy, (rule) => ({ ...rule, ports: [{ protocol: 'TCP', port: 80 }] }));
    return { spec, was: String(was), is: '80' };
  }),
  breakPolicy('np.udp', ['NP30', 'NP44'], { from: 2, of: ({ web }) => [web], end: 'out' }, ({ spec }) => {
    const egress = (spec.egress ?? []).map((rule) =>
      rule.ports?.some(({ port }) => port === 53) ? { ...rule, ports: [{ protocol: 'TCP' as const, port: 53 }] } : rule,
    );
    return { spec: { ...spec, egress }, was: 'UDP', is: 'TCP' };
  }),
  breakPolicy('np.dns', ['NP44', 'DNS13'], { from: 1, of: ({ web }) => [web], end: 'out' }, ({ spec }) => ({
    spec: { ...spec, egress: (spec.egress ?? []).filter((rule) => !rule.ports?.some(({ port }) => port === 53)) },
    was: '53',
    is: '',
  })),
  breakPolicy('np.wide', ['NP21', 'NP22'], { from: 2, of: guarded }, (policy) => {
    const [first, ...others] = policy.spec.ingress?.[0]?.peers ?? [];
    if (!first?.podSelector || !first.namespaceSelector) return undefined;
    const spec = firstRule(policy, (rule) => ({ ...rule, peers: [{ namespaceSelector: {} }, ...others] }));
    return { spec, was: 'podSelector', is: 'namespaceSelector: {}' };
  }),
  breakPolicy('np.forgotten', ['NP14'], { from: 2, of: ({ db }) => [db] }, ({ spec }) => ({
    spec: { ...spec, ingress: [] },
    was: '1',
    is: '0',
  })),
];

export const KUBERNETES_FAULTS: readonly Fault[] = [...SERVICE_FAULTS, ...POLICY_FAULTS];
