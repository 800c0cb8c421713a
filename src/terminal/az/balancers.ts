// az network lb: the cluster's load balancers with their rules, out of the Services that made them (B-13…B-20), and the outbound rule (E-11).
import type { BalancerReport } from '../../engine/report/balancerReport.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { isRecord, textAt } from '../plainRead.ts';
import type { AzCall, AzLooks } from './az.ts';
import { idOf } from './resources.ts';

/** The cluster's load balancers, out of the Services that made them (B-13…B-20). */
export async function balancers(call: AzCall): Promise<readonly BalancerReport[]> {
  const { env } = call.shell;
  const reports: BalancerReport[] = [];
  for (const { namespace, name, type } of env.plan.services) {
    if (type !== 'LoadBalancer') continue;
    const answer = await env.port.service({ op: 'balancer', service: `${namespace}/${name}` });
    if (answer.ok && isRecord(answer.value) && textAt(answer.value, 'loadBalancer') !== '')
      reports.push(answer.value as unknown as BalancerReport);
  }
  return reports;
}

export const BALANCER_LOOKS: AzLooks = {
  'network lb list': {
    flags: '',
    run: async (call) => {
      const reports = await balancers(call);
      const outbound = call.shell.env.spec.network.managedClusters[0]?.networkProfile.outboundType ?? 'loadBalancer';
      const names = new Set([
        ...(outbound === 'loadBalancer' ? ['kubernetes'] : []),
        ...reports.map(({ loadBalancer }) => loadBalancer),
      ]);
      return {
        value: [...names].sort().map((name) => ({
          id: idOf(call.scope, 'Network/loadBalancers', name),
          location: call.scope.location,
          name,
          provisioningState: 'Succeeded',
          resourceGroup: call.scope.group,
          sku: { name: 'Standard' },
        })),
      };
    },
  },
  'network lb rule list': {
    flags: 'lb-name=',
    run: async (call) => {
      const wanted = one(call.given, 'lb-name') ?? 'kubernetes';
      const reports = (await balancers(call)).filter(({ loadBalancer }) => loadBalancer === wanted);
      return {
        value: reports.flatMap(({ service, rules, frontend }) =>
          rules.map((rule) => ({
            backendPort: rule.backendPort,
            enableFloatingIP: rule.floatingIP,
            enableTcpReset: rule.enableTcpReset,
            frontendIPAddress: frontend ?? null,
            frontendPort: rule.port,
            idleTimeoutInMinutes: rule.idleTimeoutInMinutes,
            loadDistribution: rule.distribution,
            name: `${service.replace('/', '-')}-${rule.protocol}-${rule.port}`,
            protocol: rule.protocol === 'TCP' ? 'Tcp' : 'Udp',
            provisioningState: 'Succeeded',
          })),
        ),
      };
    },
  },
  'network lb outbound-rule list': {
    flags: 'lb-name=',
    run: (call) => {
      const { plan, spec } = call.shell.env;
      const profile = spec.network.managedClusters[0]?.networkProfile;
      if ((profile?.outboundType ?? 'loadBalancer') !== 'loadBalancer') return { value: [] };
      return {
        value: [
          {
            allocatedOutboundPorts: profile?.loadBalancerProfile?.allocatedOutboundPorts ?? plan.snatPortsPerNode ?? 0,
            enableTcpReset: true,
            idleTimeoutInMinutes: profile?.loadBalancerProfile?.idleTimeoutInMinutes ?? 30,
            name: 'aksOutboundRule',
            protocol: 'All',
            provisioningState: 'Succeeded',
            resourceGroup: call.scope.group,
          },
        ],
      };
    },
  },
};
