// az sql server: the two lists of guests as az prints them. Shapes: https://learn.microsoft.com/en-us/cli/azure/sql/server/firewall-rule
import { describe, expect, it } from 'vitest';
import { worldOf } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

const world = worldOf(`apiVersion: cidr.house/v1
kind: Network
metadata: { name: shop }
virtualNetworks: [{ name: vnet-shop, addressSpace: [10.10.0.0/16], subnets: [{ name: snet-nodes, addressPrefix: 10.10.0.0/24 }] }]
paasServices:
- { name: stock, type: sqlServer, fqdn: windfallstock.database.windows.net, publicNetworkAccess: Enabled, ipRules: [198.51.100.10, 203.0.113.0/25], virtualNetworkRules: [snet-nodes] }
- { name: labels, type: storageAccount, fqdn: windfalllabels.blob.core.windows.net, publicNetworkAccess: Enabled }
managedClusters: []`);

describe('E-35 az sql server', () => {
  it('lists addresses as ranges with two ends', async () => {
    expect(await openTerminal(world).type('az sql server firewall-rule list -g rg -s stock -o table')).toBe(
      `Name                  StartIpAddress    EndIpAddress
--------------------  ----------------  --------------
allow-198.51.100.10   198.51.100.10     198.51.100.10
allow-203.0.113.0-25  203.0.113.0       203.0.113.127
`,
    );
  });

  it('lists subnets by their ids', async () => {
    const ids = 'az sql server vnet-rule list -s stock --query "[].virtualNetworkSubnetId" -o tsv';
    expect(await openTerminal(world).type(ids)).toMatch(/\/virtualNetworks\/vnet-shop\/subnets\/snet-nodes\n$/);
  });

  it('knows database servers alone, by their own name or that of their address', async () => {
    const terminal = openTerminal(world);
    expect(await terminal.type('az sql server list --query "[].name" -o tsv')).toBe('stock\n');
    expect(await terminal.type('az sql server show -n windfallstock --query name -o tsv')).toBe('stock\n');
    expect(await terminal.type('az sql server show -n labels')).toContain('ResourceNotFound');
    expect(terminal.failed()).toBe(true);
  });
});
