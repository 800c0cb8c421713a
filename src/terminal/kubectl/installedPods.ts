// Pods of the controllers that the Network document installs: nobody lists them, their Services' endpoints name them, and a walk to the Service
// shows where each stands and its address.
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import type { Plain, TerminalEnv } from '../types.ts';

const MOST_SERVICES = 12;
/** Connections until each of a few replicas was met. */
const MOST_TRIES = 6;

interface Stand {
  readonly ip: string;
  readonly node: string;
}

export async function installedPods(env: TerminalEnv): Promise<readonly Plain[]> {
  const known = new Set(env.plan.pods.map(({ namespace, name }) => `${namespace}/${name}`));
  const found: Plain[] = [];
  let asked = 0;
  for (const service of env.plan.services) {
    const names = [...new Set(service.endpoints.flatMap((endpoint) => /^([^/]+\/[^:]+):/.exec(endpoint)?.[1] ?? []))].filter(
      (name) => !known.has(name),
    );
    if (names.length === 0) continue;
    for (const name of names) known.add(name);
    const stands = asked++ < MOST_SERVICES ? await standsOf(env, service, new Set(names)) : new Map<string, Stand>();
    found.push(...names.map((name) => podOf(env, { name, service: service.name, stand: stands.get(name) })));
  }
  return found;
}

function podOf(
  { plan }: TerminalEnv,
  { name: key, service, stand }: { readonly name: string; readonly service: string; readonly stand: Stand | undefined },
): Plain {
  const [namespace = '', name = ''] = key.split('/');
  const hostIP = plan.nodes.find((node) => node.name === stand?.node)?.ip;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/instance': service.replace(/-controller$/, '') },
    },
    spec: { containers: [{ name: 'controller' }], ...(stand === undefined ? {} : { nodeName: stand.node }) },
    status: {
      phase: 'Running',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'True' },
      ],
      containerStatuses: [{ name: 'controller', ready: true, restartCount: 0 }],
      ...(stand === undefined ? {} : { hostIP: hostIP ?? '', podIP: stand.ip, podIPs: [{ ip: stand.ip }] }),
    },
  };
}

async function standsOf(env: TerminalEnv, service: ServicePlan, names: ReadonlySet<string>): Promise<ReadonlyMap<string, Stand>> {
  const stands = new Map<string, Stand>();
  const from = env.plan.nodes.find(({ ready }) => ready);
  const port = service.ports[0]?.port;
  if (!from || port === undefined) return stands;
  for (let seed = 1; seed <= MOST_TRIES && stands.size < names.size; seed++) {
    const answer = await env.port.trace({ from: `node:${from.name}`, to: `http://${service.clusterIP}:${port}/` }, seed);
    if (!answer.ok) return stands;
    let node = from.name;
    for (const { at, steps } of answer.value.hops) {
      const ip = steps[0]?.before.destinationIP;
      if (at.kind === 'node') node = at.name;
      else if (at.kind === 'pod' && names.has(at.name) && ip !== undefined && !stands.has(at.name))
        stands.set(at.name, { ip, node });
    }
  }
  return stands;
}
