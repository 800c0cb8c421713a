// Failure scenarios of load balancer frontends: guards, probes, source ranges, frontends that never come.
// Rules: S11, S12, S16, S17 and S19.
import { describe } from 'vitest';
import { type Look, type Said, trouble } from '../support/trouble.ts';
import { cluster, network } from '../engine/street.ts';
import { pod } from '../engine/worlds.ts';
import { namespace, service } from './words.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const WEB = [namespace('shop'), pod('shop/web', { ports: [8080], node: 'n-0' })];
const PUBLIC = 'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]';
const INTERNAL = "service.beta.kubernetes.io/azure-load-balancer-internal: 'true'";
const STREET = 'internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }]';

function shop(subnet: string, ...parts: readonly string[]): string {
  return network(
    `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${subnet} }
  - { name: snet-desks, addressPrefix: 10.0.7.0/29 }
  - { name: snet-vms, addressPrefix: 10.0.9.0/24 }`,
    'virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }]',
    STREET,
    ...parts,
  );
}

describe('guards and probes before a frontend', () => {
  const guard = (...rules: readonly string[]): string =>
    `networkSecurityGroups:\n- name: nsg-aks\n  securityRules: [${rules.join(', ')}]`;
  const open = (destination: string, port: number): string =>
    `{ name: web, priority: 200, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: Internet, destinationAddressPrefix: ${destination}, destinationPortRange: '${port}' }`;
  const world = (...rules: readonly string[]): string => shop(', networkSecurityGroup: nsg-aks', guard(...rules), cluster());

  trouble('S11 the guard at the subnet does not know the frontend', {
    world: [world(), ...WEB, service('shop/web', PUBLIC)],
    symptom: [to('internet:customer', 'shop/web:80', 'timeout')],
    cause: ['NetworkSecurityGroup/nsg-aks', 'defaultSecurityRules[DenyAllInBound]'],
    fix: [world(open('20.50.0.1', 80))],
    cured: [{ from: 'internet:customer', to: 'shop/web:80', sees: 'delivered', at: ['shop/web'] }],
  });

  trouble('S11 a rule for the nodes and the pod’s port does not fit: floating IP keeps frontend and Service port', {
    world: [world(open('10.0.0.0/24', 8080)), ...WEB, service('shop/web', `${PUBLIC}\nexternalTrafficPolicy: Local`)],
    symptom: [to('internet:customer', 'shop/web:80', 'timeout')],
    cause: ['NetworkSecurityGroup/nsg-aks', 'defaultSecurityRules[DenyAllInBound]'],
    fix: [world(open('20.50.0.1', 80))],
    cured: [{ from: 'internet:customer', to: 'shop/web:80', sees: 'delivered', source: '203.0.113.9' }],
  });

  const PATH = 'service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path';
  const nginx = (annotations: string): string =>
    `${shop('', cluster())}
  ingressControllers: [{ name: ingress-nginx, class: nginx, namespace: ingress-nginx, service: { ${annotations} } }]`;
  const routes = [
    ...WEB,
    service('shop/web', 'selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]`,
  ];
  trouble('S12 the probe asks ingress-nginx for / and gets 404', {
    world: [nginx(''), ...routes],
    symptom: [to('internet:customer', 'http://20.50.0.1/', 'timeout')],
    cause: ['Service/ingress-nginx/ingress-nginx-controller', `metadata.annotations[${PATH}]`],
    fix: [nginx(`annotations: { ${PATH}: /healthz }`)],
    cured: [{ from: 'internet:customer', to: 'http://20.50.0.1/', sees: 'delivered', at: ['shop/web'] }],
  });
});

describe('source ranges inside', () => {
  const ranges = `${PUBLIC}\nloadBalancerSourceRanges: [172.20.0.0/16]`;
  const denies = "service.beta.kubernetes.io/azure-deny-all-except-load-balancer-source-ranges: 'true'";
  trouble('S16 source ranges of an internal load balancer do not keep the virtual network out', {
    world: [shop('', cluster()), ...WEB, service('shop/web', ranges, INTERNAL)],
    symptom: [{ warnings: ['C26'] }],
    cause: ['C26', 'Service/shop/web: metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-internal]'],
    fix: [service('shop/web', ranges, `${INTERNAL}, ${denies}`)],
    cured: [{ notWarnings: ['C26'] }],
  });
});

describe('a backend that calls its own frontend', () => {
  const spec = `${PUBLIC}\nclusterIP: 10.100.0.50`;
  const address = `${INTERNAL}, service.beta.kubernetes.io/azure-load-balancer-ipv4: 10.0.0.200`;
  const proxied = 'status: { loadBalancer: { ingress: [{ ip: 10.0.0.200, ipMode: Proxy }] } }';
  trouble('S19 the load balancer picks the sender’s own machine now and then', {
    world: [
      shop('', cluster()),
      ...WEB,
      pod('shop/client', { node: 'n-0' }),
      `${service('shop/desk', spec, address)}\n${proxied}`,
    ],
    symptom: [{ from: 'shop/client', to: '10.0.0.200:80', sees: ['delivered', 'timeout'] }],
    cause: ['Service/shop/desk', 'status.loadBalancer.ingress[0].ipMode'],
    fix: [service('shop/desk', spec, address)],
    cured: [to('shop/client', '10.0.0.200:80', 'delivered'), to('shop/client', 'http://desk', 'delivered')],
  });
});

describe('a frontend that never comes', () => {
  const door = (annotations: string): string => service('shop/web', PUBLIC, `${INTERNAL}, ${annotations}`);
  const PREFIX = 'service.beta.kubernetes.io/azure-load-balancer';
  const pending = (code: string): readonly (Look | Said)[] => [{ codes: [code] }, to('vm:jump', 'shop/web:80', 'timeout')];
  const CURED = [to('vm:jump', 'shop/web:80', 'delivered')];

  trouble('S17 the address that the Service wants is taken', {
    world: [shop('', cluster()), ...WEB, door(`${PREFIX}-internal-subnet: snet-vms, ${PREFIX}-ipv4: 10.0.9.4`)],
    symptom: pending('PrivateIPAddressInUse'),
    cause: ['PrivateIPAddressInUse', 'Service/shop/web: metadata.annotations'],
    fix: [door(`${PREFIX}-internal-subnet: snet-vms, ${PREFIX}-ipv4: 10.0.9.5`)],
    cured: CURED,
  });

  trouble('S17 another Service has the port on the address that it wants', {
    world: [
      shop('', cluster()),
      ...WEB,
      service('shop/desk', PUBLIC, `${INTERNAL}, ${PREFIX}-ipv4: 10.0.0.200`),
      door(`${PREFIX}-ipv4: 10.0.0.200`),
    ],
    symptom: pending('FrontendPortInUse'),
    cause: ['FrontendPortInUse', 'Service/shop/web: spec.ports[0].port'],
    fix: [door(`${PREFIX}-ipv4: 10.0.0.201`)],
    cured: CURED,
  });

  trouble('S17 the subnet of its frontends is full', {
    world: [
      shop('', cluster()),
      ...WEB,
      ...[1, 2, 3].map((index) => service(`shop/desk-${index}`, PUBLIC, `${INTERNAL}, ${PREFIX}-internal-subnet: snet-desks`)),
      door(`${PREFIX}-internal-subnet: snet-desks`),
    ],
    symptom: pending('InsufficientSubnetSize'),
    cause: ['Service/shop/web', 'status.loadBalancer'],
    fix: [door(`${PREFIX}-internal-subnet: snet-vms`)],
    cured: CURED,
  });

  trouble('S17 the public address that it names is not there', {
    world: [
      shop('', 'publicIPAddresses: [{ name: pip-web }]', cluster()),
      ...WEB,
      service('shop/web', PUBLIC, 'service.beta.kubernetes.io/azure-pip-name: pip-wev'),
    ],
    symptom: [{ codes: ['InvalidResourceReference'] }, to('internet:customer', 'shop/web:80', 'timeout')],
    cause: ['InvalidResourceReference', 'Service/shop/web: metadata.annotations'],
    fix: [service('shop/web', PUBLIC, 'service.beta.kubernetes.io/azure-pip-name: pip-web')],
    cured: [to('internet:customer', 'shop/web:80', 'delivered')],
  });

  const rights = (scope: string): string =>
    `${shop('', cluster())}\n  identity: { type: UserAssigned, roleAssignments: [{ role: Network Contributor, scope: ${scope} }] }`;
  trouble('S17 the cluster’s identity may not join the subnet of the frontend', {
    world: [rights('snet-aks'), ...WEB, door(`${PREFIX}-internal-subnet: snet-desks`)],
    symptom: pending('LinkedAuthorizationFailed'),
    cause: ['LinkedAuthorizationFailed', 'Service/shop/web: metadata.annotations'],
    fix: [rights('vnet-shop')],
    cured: [{ notCodes: ['LinkedAuthorizationFailed'] }, ...CURED],
  });
});
