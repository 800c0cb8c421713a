// Failure scenarios of desk numbers: what Azure says or what goes missing, the field that did it, the fix. Rules: S01…S05 and S14.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { house, pod } from '../engine/worlds.ts';
import { namespace, service } from './words.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const WEB = [namespace('shop'), pod('shop/web', { ports: [8080], node: 'room-0' })];

describe('failure scenarios of addresses', () => {
  trouble('S01 node subnet reserves 1 + maxPods for every node, surge included', {
    world: [house({ mode: 'nodeSubnet', subnet: '10.10.0.0/25', nodes: 3 })],
    symptom: [{ codes: ['InsufficientSubnetSize'] }],
    cause: ['InsufficientSubnetSize', 'virtualNetworks.vnet-house.subnets.snet-nodes.addressPrefix'],
    fix: [house({ mode: 'nodeSubnet', subnet: '10.10.0.0/24', nodes: 3 })],
    cured: [{ notCodes: ['InsufficientSubnetSize'], nodesReady: 3 }],
  });

  trouble('S02 the service CIDR lies over a subnet', {
    world: [house().replace('serviceCidr: 10.100.0.0/16', 'serviceCidr: 10.10.0.0/20').replace('10.100.0.10', '10.10.0.10')],
    symptom: [{ codes: ['ServiceCidrOverlapExistingSubnetsCidr'] }],
    cause: ['ServiceCidrOverlapExistingSubnetsCidr', 'managedClusters.aks.networkProfile.serviceCidr'],
    fix: [house()],
    cured: [{ notCodes: ['ServiceCidrOverlapExistingSubnetsCidr', 'DnsServiceIpOutOfServiceCidr'] }],
  });

  trouble('S03 a reserved range as pod CIDR is refused', {
    world: [house().replace('podCidr: 10.244.0.0/16', 'podCidr: 172.31.0.0/16')],
    symptom: [{ codes: ['ReservedCidr'] }],
    cause: ['ReservedCidr', 'managedClusters.aks.networkProfile.podCidr'],
    fix: [house()],
    cured: [{ notCodes: ['ReservedCidr'] }],
  });

  trouble('S04 what lies under the pod CIDR at headquarters is out of reach', {
    world: [house().replace('podCidr: 10.244.0.0/16', 'podCidr: 172.20.0.0/16'), ...WEB],
    symptom: [to('shop/web', 'onprem:press:8443', 'timeout')],
    cause: ['ManagedCluster/aks', 'networkProfile.podCidr'],
    fix: [house()],
    cured: [to('shop/web', 'onprem:press:8443', 'delivered')],
  });

  trouble('S05 headquarters cannot ring a laptop of Overlay', {
    world: [house(), ...WEB],
    symptom: [to('onprem:monitor', 'pod:shop/web:8080', 'timeout')],
    cause: ['ManagedCluster/aks', 'networkProfile.podCidr'],
    fix: [
      service(
        'shop/web',
        'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 8080 }]',
        "service.beta.kubernetes.io/azure-load-balancer-internal: 'true'",
      ),
    ],
    cured: [{ from: 'onprem:monitor', to: 'shop/web:8080', sees: 'delivered', at: ['shop/web'] }],
  });

  trouble('S14 policy Local: only nodes with an endpoint are in the pool, and a rollout can empty it', {
    world: [
      house(),
      ...WEB,
      `${pod('shop/web', { ports: [8080], node: 'room-0' })}\nstatus: { conditions: [{ type: Ready, status: 'False' }] }`.replace(
        'web,',
        'web2,',
      ),
      service(
        'shop/desk',
        'type: LoadBalancer\nexternalTrafficPolicy: Local\nselector: { app: none-yet }\nports: [{ port: 80, targetPort: 8080 }]',
      ),
    ],
    symptom: [to('internet:customer', 'shop/desk:80', 'timeout')],
    cause: ['Service/shop/desk', 'spec.externalTrafficPolicy'],
    fix: [
      service(
        'shop/desk',
        'type: LoadBalancer\nexternalTrafficPolicy: Local\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]',
      ),
    ],
    cured: [{ from: 'internet:customer', to: 'shop/desk:80', sees: 'delivered', at: ['shop/web'] }],
  });
});
