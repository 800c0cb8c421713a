// Flags that az has for a cluster that is made, and not for one that stands.
import { expect, it } from 'vitest';
import { house, worldOf } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

it('A-37 az aks update knows no flag for the Service range, and one for the pod range', async () => {
  const terminal = openTerminal(worldOf(house()));
  const show = 'az aks show -g rg -n aks --query networkProfile.serviceCidr -o tsv';
  const before = await terminal.type(show);
  expect(await terminal.type('az aks update -g rg -n aks --service-cidr 10.101.0.0/16')).toContain('--service-cidr');
  expect(await terminal.type('az aks update -g rg -n aks --dns-service-ip 10.100.0.11')).toContain('--dns-service-ip');
  expect(await terminal.type(show)).toBe(before);
  await terminal.type('az aks update -g rg -n aks --pod-cidr 10.246.0.0/16');
  expect(await terminal.type('az aks show -g rg -n aks --query networkProfile.podCidr -o tsv')).toContain('10.246.0.0/16');
});
