// Failure scenarios that only time shows: sessions that are quiet too long, ports that run out. By load runs. Rules: S51, S56.
import { describe } from 'vitest';
import { flow, MINUTE, planOf, SECOND } from '../engine/loadPlans.ts';
import { house, pod } from '../engine/worlds.ts';
import { trouble } from '../support/trouble.ts';
import { namespace, service } from './words.ts';

const API = 'https://api.presspay.example/';
const SHOP = [namespace('shop'), pod('shop/web', { ports: [8080], node: 'room-0' })];

/** Nodes leave by a NAT gateway of their subnet. */
function behindGateway({ idle = '', pool = '' }: { readonly idle?: string; readonly pool?: string }): string {
  return house({ engine: 'none' })
    .replace('addressPrefix: 10.10.0.0/24 }', 'addressPrefix: 10.10.0.0/24, natGateway: natgw }')
    .replace('outboundType: loadBalancer', 'outboundType: userAssignedNATGateway')
    .replace('maxPods: 30,', `maxPods: 30,${pool}`)
    .replace(
      'managedClusters:',
      `publicIPAddresses: [{ name: pip-out, ipAddress: 20.60.0.20 }]\nnatGateways: [{ name: natgw, publicIpAddresses: [pip-out]${idle} }]\nmanagedClusters:`,
    );
}

/** Ten sessions that say something, are quiet for five minutes and speak again. */
const session = flow({ from: 'shop/web', to: API, rate: 1, end: 10 * SECOND, hold: 10 * MINUTE, requests: 2 });
const quarter = { duration: 15 * MINUTE, sample: MINUTE };
const sessions = planOf([session], quarter);
const inward = planOf([{ ...session, from: 'internet:customer', to: 'shop/web:80' }], quarter);
/** Ten new connections a second, each open for twenty. */
const crowd = planOf([flow({ from: 'shop/web', to: API, rate: 10, hold: 20 * SECOND })]);

const DESK = 'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]';
const IDLE = 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout';
const windows = (pool: string): string => house({ engine: 'none' }).replace('maxPods: 30,', `maxPods: 30,${pool}`);

describe('failure scenarios that only time shows', () => {
  trouble('S51 a NAT gateway forgets sessions that are quiet for four minutes', {
    world: [behindGateway({}), ...SHOP],
    symptom: [{ load: sessions, ends: { 'reset idle-timeout': 10, completed: 0 } }],
    cause: ['NatGateway/natgw', 'idleTimeoutInMinutes'],
    fix: [behindGateway({ idle: ', idleTimeoutInMinutes: 10' })],
    cured: [{ load: sessions, ends: { 'reset idle-timeout': 0, completed: 10 } }],
  });

  trouble('S51 the load balancer forgets them on the way in; or the client keeps them alive', {
    world: [house({ engine: 'none' }), ...SHOP, service('shop/web', DESK)],
    symptom: [
      { load: inward, ends: { 'reset idle-timeout': 10, completed: 0 } },
      {
        load: { ...inward, flows: inward.flows.map((one) => ({ ...one, keepalive: 2 * MINUTE })) },
        ends: { completed: 10 },
      },
    ],
    cause: ['Service/shop/web', `metadata.annotations[${IDLE}]`],
    fix: [service('shop/web', DESK, `${IDLE}: '15'`)],
    cured: [{ load: inward, ends: { 'reset idle-timeout': 0, completed: 10 } }],
  });

  trouble('S56 Windows translates its pods on 64 ports of the node', {
    world: [windows(' osType: Windows,'), ...SHOP],
    // Of ten a second for a minute 64 are open at once, twenty seconds each: four rounds, the last begun within the patience of the late.
    symptom: [{ load: crowd, ends: { completed: 4 * 64, 'timeout snat-exhausted': 600 - 4 * 64 } }],
    cause: ['ManagedCluster/aks', 'agentPoolProfiles[0].windowsProfile.disableOutboundNat'],
    fix: [behindGateway({ pool: ' osType: Windows, windowsProfile: { disableOutboundNat: true },' })],
    cured: [{ load: crowd, ends: { completed: 600, 'timeout snat-exhausted': 0 } }],
  });

  trouble('S56 a NAT gateway alone does not help, and the flag alone is refused', {
    world: [behindGateway({ pool: ' osType: Windows,' }), ...SHOP],
    symptom: [{ load: crowd, ends: { completed: 4 * 64, 'timeout snat-exhausted': 600 - 4 * 64 } }],
    cause: ['ManagedCluster/aks', 'agentPoolProfiles[0].windowsProfile.disableOutboundNat'],
    fix: [windows(' osType: Windows, windowsProfile: { disableOutboundNat: true },')],
    cured: [{ codes: ['WindowsOutboundNatNeeded'] }],
  });
});
