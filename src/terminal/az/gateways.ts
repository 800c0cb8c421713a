// az network application-gateway show-backend-health, and what AGIC writes down of its own attempts: both from the engine's report of the gateway
// (C-17, C-20, C-22). Times and request ids that nobody measured are left out.
import type { GatewayHealth, GatewayPool, GatewayServer } from '../../engine/report/gatewayHealth.ts';
import { type Shell, fail } from '../call.ts';
import { isRecord, listAt, textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';
import type { AzCall, AzLooks } from './az.ts';
import { notFound } from './network.ts';
import { GROUP, idOf, type Scope } from './resources.ts';

const V2_PORTS = '65200 - 65535';

async function healthOf(env: TerminalEnv, gateway: string): Promise<GatewayHealth | undefined> {
  const answer = await env.port.service({ op: 'gatewayHealth', gateway });
  return answer.ok && isRecord(answer.value) && Array.isArray(answer.value['pools'])
    ? (answer.value as unknown as GatewayHealth)
    : undefined;
}

/** `ns/name` of every Ingress of AGIC, and its gateway's address for it; none while the gateway is stopped. */
export async function gatewayAddresses(env: TerminalEnv): Promise<ReadonlyMap<string, string>> {
  const gateways = env.spec.network.applicationGateways ?? [];
  const found = await Promise.all(gateways.map(({ name }) => healthOf(env, name)));
  return new Map(found.flatMap((health) => health?.addresses ?? []));
}

export const GATEWAY_LOOKS: AzLooks = {
  'network application-gateway show-backend-health': {
    flags: 'expand= host-name-from-http-settings= protocol= path= timeout= address-pool=',
    run: async (call) => {
      if (call.name === '') return fail('the following arguments are required: --name/-n, --resource-group/-g', 2);
      const health = await healthOf(call.shell.env, call.name);
      return health ? { value: bodyOf(call, health) } : notFound(call, 'applicationGateways', call.name);
    },
  },
};

function bodyOf({ scope }: AzCall, health: GatewayHealth): Plain {
  const inside = (kind: string, name: string): Plain => ({
    id: idOf(scope, 'Network/applicationGateways', health.gateway, kind, name),
    resourceGroup: scope.group,
  });
  // AGIC keeps an empty pool for what no rule takes.
  const spare = { backendAddressPool: inside('backendAddressPools', 'defaultaddresspool'), backendHttpSettingsCollection: [] };
  return {
    backendAddressPools: [
      ...health.pools.map((pool) => ({
        backendAddressPool: inside('backendAddressPools', `pool-${partOf(pool)}`),
        backendHttpSettingsCollection: [
          {
            backendHttpSettings: {
              ...inside('backendHttpSettingsCollection', `bp-${partOf(pool)}-${pool.ingress}`),
              port: pool.servers[0]?.port ?? null,
              protocol: pool.protocol === 'https' ? 'Https' : 'Http',
            },
            servers: pool.servers.map((server) => serverOf(server, health)),
          },
        ],
      })),
      spare,
    ],
  };
}

function partOf({ service, port, servers }: GatewayPool): string {
  return `${service.replace('/', '-')}-${port}-bp-${servers[0]?.port ?? port}`;
}

function serverOf(server: GatewayServer, health: GatewayHealth): Plain {
  return { address: server.address, health: server.health, healthProbeLog: logOf(server, health) };
}

function logOf({ address, port, outcome }: GatewayServer, { shutOut, stopped }: GatewayHealth): string {
  if (stopped) return 'The application gateway is stopped.';
  if (shutOut)
    return `The backend health status could not be retrieved: an NSG or UDR on the subnet of the application gateway blocks ports ${V2_PORTS} (v2 SKU).`;
  const [, status] = /^http-(\d+)$/.exec(outcome ?? '') ?? [];
  if (outcome === 'delivered') return 'Success. Received 200 status code';
  if (status !== undefined) return `Received invalid status code: ${status} in the backend server's HTTP response.`;
  if (outcome === 'refused' || outcome === 'reset')
    return `Cannot connect to backend server ${address}:${port}: connection refused.`;
  return `Cannot connect to backend server ${address}:${port}: no answer within 30 seconds.`;
}

export function isAgicController(pod: Plain): boolean {
  const images = listAt(pod, 'spec', 'containers').map((container) => textAt(container, 'image'));
  return (
    textAt(pod, 'metadata', 'labels', 'app') === 'ingress-appgw' ||
    images.some((image) => /(?:^|\/)azure-application-gateway\/kubernetes-ingress(?:[:@]|$)/.test(image))
  );
}

/** Its last attempt to write what it read from Ingresses into the gateway. */
export async function agicLog(shell: Shell): Promise<readonly string[]> {
  const { network } = shell.env.spec;
  const addon = network.managedClusters[0]?.addonProfiles?.ingressApplicationGateway;
  const name = addon?.applicationGateway ?? network.applicationGateways?.[0]?.name;
  const health = name === undefined ? undefined : await healthOf(shell.env, name);
  if (!health) return [`E controller.go] Unable to find Application Gateway ${name ?? ''}`.trimEnd()];
  const scope: Scope = { group: GROUP, location: network.location ?? 'westeurope' };
  const id = idOf(scope, 'Network/applicationGateways', health.gateway);
  const { shutOut } = health;
  const begun = ['I mutate_app_gateway.go] BEGIN AppGateway deployment'];
  if (!shutOut && health.stopped)
    return ['I controller.go] Reset all ingress ip', `I controller.go] Application Gateway ${id} is stopped: not updated`];
  if (!shutOut)
    return [
      ...begun,
      'I mutate_app_gateway.go] Applied generated Application Gateway configuration',
      'I mutate_app_gateway.go] END AppGateway deployment',
    ];
  const subnet = network.applicationGateways?.find((gateway) => gateway.name === health.gateway)?.subnet ?? '';
  const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some((item) => item.name === subnet))?.name ?? '';
  const at = idOf(scope, 'Network/virtualNetworks', vnet, 'subnets', subnet);
  const [kind = '', object = ''] = shutOut.object.split('/');
  const error =
    kind === 'NetworkSecurityGroup'
      ? `Code="ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup" Message="Network security group ${idOf(scope, 'Network/networkSecurityGroups', object)} blocks incoming internet traffic on ports ${V2_PORTS} to subnet ${at}, associated with Application Gateway ${id}. This is not permitted for Application Gateways that have V2 Sku."`
      : `Code="AppGatewayDefaultRouteUnsupported" Message="Subnet ${at} of Application Gateway ${id} routes 0.0.0.0/0 away from the internet (${shutOut.object} ${shutOut.field}). This is not supported for Application Gateways that have V2 Sku."`;
  const failed = `network.ApplicationGatewaysClient#CreateOrUpdate: Failure sending request: StatusCode=400 -- Original Error: ${error} Details=[]`;
  return [...begun, `E controller.go] ${failed}`, `E worker.go] Error processing event.${failed}`];
}
