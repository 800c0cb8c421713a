// az network application-gateway show-backend-health and the log of AGIC: what the probes hear, and nothing while the manager is shut out.
// Shapes: https://learn.microsoft.com/en-us/rest/api/application-gateway/application-gateways/backend-health. Rules: C-17, C-20, C-22, S10.
import { describe, expect, it } from 'vitest';
import { DENY, GUARD, GUARDED, type GatewayOptions, gatewayWorld, OLD, SIGNED, TABLE } from '../engine/gatewayWorlds.ts';
import { pod, policy } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

const ASK = 'az network application-gateway show-backend-health -g rg -n agw';
const SERVERS = `${ASK} --query "backendAddressPools[].backendHttpSettingsCollection[].servers[]"`;
const AGIC = pod('kube-system/ingress-appgw', { node: 'room-0' });
const cut = { subnet: GUARDED, network: GUARD(DENY), rules: [OLD] };

async function asked(options: GatewayOptions, line: string = SERVERS): Promise<string> {
  return openTerminal(gatewayWorld(options)).type(line);
}

async function servers(options: GatewayOptions): Promise<unknown> {
  return JSON.parse(await asked(options));
}

describe('show-backend-health', () => {
  it('C-22 every ready pod of every pool, asked from the gateway’s own subnet', async () => {
    const told = JSON.parse(await asked({}, ASK));
    expect(told.backendAddressPools).toHaveLength(3);
    expect(told.backendAddressPools[0].backendAddressPool.id).toMatch(
      /applicationGateways\/agw\/backendAddressPools\/pool-shop-web-80-bp-8080$/,
    );
    expect(told.backendAddressPools[0].backendHttpSettingsCollection[0].backendHttpSettings).toMatchObject({
      port: 8080,
      protocol: 'Http',
    });
    expect(told.backendAddressPools[2].backendAddressPool.id).toMatch(/defaultaddresspool$/);
    expect(await servers({})).toEqual([
      { address: expect.stringMatching(/^10\./), health: 'Healthy', healthProbeLog: 'Success. Received 200 status code' },
      { address: expect.stringMatching(/^10\./), health: 'Healthy', healthProbeLog: 'Success. Received 200 status code' },
    ]);
  });

  it('C-17, C-22 a pod whose policy does not admit the gateway is unhealthy, the other is not', async () => {
    const only = policy(
      'shop/web',
      'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }] }]',
    );
    expect(await servers({ more: [only] })).toMatchObject([
      {
        health: 'Unhealthy',
        healthProbeLog: expect.stringMatching(/^Cannot connect to backend server 10\.[\d.]+:8080: no answer/),
      },
      { health: 'Healthy' },
    ]);
  });

  it.each([
    ['a guard', cut],
    ['a route', { subnet: SIGNED, network: TABLE('VirtualAppliance, nextHopIpAddress: 10.10.9.4'), rules: [OLD] }],
  ])('S10 %s keeps the manager away: the old pools, and of nobody is anything known', async (_title, options) => {
    expect(await servers(options)).toEqual([
      { address: expect.stringMatching(/^10\./), health: 'Unknown', healthProbeLog: expect.stringContaining('65200 - 65535') },
    ]);
  });

  it('a table by a query, and errors as az has them', async () => {
    expect(await asked(cut, `${SERVERS} -o table`)).toMatch(
      /^Address +Health +HealthProbeLog\n-+ +-+ +-+\n10\.[\d.]+ +Unknown +The backend/,
    );
    expect(await asked(cut, ASK.replace('agw', 'other'))).toContain(
      "applicationGateways/other' under resource group 'rg' was not found",
    );
    expect(await asked(cut, 'az network application-gateway show-backend-health -g rg')).toContain('--name/-n');
  });
});

describe('kubectl get ingress', () => {
  const addresses = async (options: GatewayOptions): Promise<unknown> =>
    asked(options, 'kubectl get ingress -A -o jsonpath={.items[*].status.loadBalancer.ingress[*].ip}');
  it('S10 an Ingress has the gateway’s address, whether the gateway has its rules or not', async () => {
    expect(await addresses({})).toContain('20.50.0.1');
    expect(await addresses(cut)).toContain('20.50.0.1');
    expect(await addresses({ frontend: 'publicIPAddress: pip-agw, operationalState: Stopped' })).not.toContain('20.50.0.1');
    expect(await addresses({ frontend: 'privateIPAddress: 10.10.4.9' })).not.toContain('10.10.4.9');
  });
});

describe('kubectl logs of AGIC', () => {
  it('S10 says that its update was refused, and by what', async () => {
    const line = 'kubectl logs -n kube-system ingress-appgw';
    const refused = await asked({ ...cut, more: [AGIC] }, line);
    expect(refused).toContain('ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup');
    expect(refused).toContain('networkSecurityGroups/nsg-agw blocks');
    expect((await asked({ ...cut, more: [AGIC] }, `${line} --tail=1`)).trim().split('\n')).toHaveLength(1);
    const captured = { subnet: SIGNED, network: TABLE('VirtualAppliance, nextHopIpAddress: 10.10.9.4'), more: [AGIC] };
    expect(await asked(captured, line)).toContain('RouteTable/rt-agw routes[all]');
    const applied = await asked({ more: [AGIC] }, line);
    expect(applied).toContain('END AppGateway deployment');
    expect(applied).not.toContain('Failure');
  });
});
