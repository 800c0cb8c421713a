// Services with what the cluster gave them: cluster address, node ports, the load balancer's address; also those of installed controllers.
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import { at, isRecord, listAt, textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';
import { listObjects } from '../../engine/model/spec.ts';

export async function serviceItems(env: TerminalEnv): Promise<readonly Plain[]> {
  const resources = listObjects(env.spec, 'Service');
  const written = new Map(
    (resources.length === 0 ? [] : await env.port.plain(resources)).map((item) => [
      `${textAt(item, 'metadata', 'namespace')}/${textAt(item, 'metadata', 'name')}`,
      item,
    ]),
  );
  return env.plan.services.map((plan) =>
    withPlan(written.get(`${plan.namespace}/${plan.name}`) ?? installedService(env, plan), plan),
  );
}

/** As the chart of an installed controller writes it: its values' annotations, and an appProtocol of each port (B-18, B-19). */
function installedService({ spec }: TerminalEnv, { namespace, name, ports }: ServicePlan): Plain | undefined {
  const install = (spec.network.managedClusters[0]?.ingressControllers ?? []).find(
    (item) => item.namespace === namespace && /^(?:.*-)?ingress-nginx-controller$/.test(name) && name.startsWith(item.name),
  );
  if (!install) return undefined;
  const { annotations, externalTrafficPolicy } = install.service ?? {};
  const labels = { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/instance': install.name };
  return {
    metadata: { labels, ...(annotations ? { annotations } : {}) },
    spec: {
      selector: labels,
      ...(externalTrafficPolicy ? { externalTrafficPolicy } : {}),
      ports: ports.map((port) => ({ appProtocol: port.name ?? '' })),
    },
  };
}

function withPlan(item: Plain | undefined, plan: ServicePlan): Plain {
  const spec = at(item, 'spec');
  const metadata = at(item, 'metadata');
  const ports = plan.ports.map((port, index) => {
    const own = listAt(spec, 'ports')[index];
    return { ...(isRecord(own) ? own : {}), ...port };
  });
  const { externalIP } = plan;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...(isRecord(metadata) ? metadata : {}), name: plan.name, namespace: plan.namespace },
    spec: {
      ...(isRecord(spec) ? spec : {}),
      type: plan.type,
      ...(plan.clusterIP === '' ? {} : { clusterIP: plan.clusterIP, clusterIPs: [plan.clusterIP] }),
      ...(plan.type === 'NodePort' || plan.type === 'LoadBalancer'
        ? { externalTrafficPolicy: textAt(spec, 'externalTrafficPolicy') || 'Cluster' }
        : {}),
      ...(plan.type === 'ExternalName'
        ? {}
        : {
            internalTrafficPolicy: textAt(spec, 'internalTrafficPolicy') || 'Cluster',
            ipFamilies: ['IPv4'],
            ipFamilyPolicy: 'SingleStack',
          }),
      ...(ports.length === 0 ? {} : { ports }),
      sessionAffinity: textAt(spec, 'sessionAffinity') || 'None',
    },
    status: { loadBalancer: externalIP === undefined ? {} : { ingress: [{ ip: externalIP, ipMode: 'VIP' }] } },
  };
}
