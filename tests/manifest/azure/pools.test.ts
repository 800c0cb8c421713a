// Pools of a kind of their own, Windows without OutboundNAT and gateways of egress: read, written back, and told to Azure in both languages.
// Rules: E-50, E-51.
import { describe, expect, it } from 'vitest';
import { writeAz } from '../../../src/manifest/azure/writeAz.ts';
import { writeBicep } from '../../../src/manifest/azure/writeBicep.ts';
import { parseManifests } from '../../../src/manifest/parseManifests.ts';
import { writeNetwork } from '../../../src/manifest/writeManifests.ts';

const pools = (profile: string): string => `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks: [{ name: vnet, addressSpace: [10.0.0.0/8], subnets: [{ name: nodes, addressPrefix: 10.0.0.0/16 }] }]
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, outboundType: managedNATGateway }
  agentPoolProfiles:
  - { name: system, count: 3, vnetSubnet: nodes }
  - { name: win, count: 2, vnetSubnet: nodes, osType: Windows${profile} }`;

describe('E-51 OutboundNAT of a Windows pool', () => {
  it.each([
    [', windowsProfile: { disableOutboundNat: true }', { disableOutboundNat: true }, true],
    [', windowsProfile: { disableOutboundNat: false }', { disableOutboundNat: false }, false],
    ['', undefined, false],
  ])('%s', (profile, read, isOff) => {
    const { network, problems } = parseManifests(pools(profile));
    expect(problems).toEqual([]);
    if (!network) throw new Error('no network');
    expect(network.managedClusters[0]?.agentPoolProfiles[1]?.windowsProfile).toEqual(read);
    expect(parseManifests(writeNetwork(network)).network).toEqual(network);
    expect(writeAz(network).includes('--disable-windows-outbound-nat')).toBe(isOff);
    expect(writeBicep(network).includes('disableOutboundNat: true')).toBe(isOff);
  });
});

describe('E-50 a pool of static egress gateways', () => {
  it.each([
    ['{ publicIPPrefixSize: 30 }', { publicIPPrefixSize: 30 }, '--mode Gateway --gateway-prefix-size 30'],
    ['{}', {}, '--mode Gateway'],
  ])('%s', (profile, read, flags) => {
    const { network, problems } = parseManifests(
      pools(`, gatewayProfile: ${profile}`).replace('osType: Windows', 'osType: Linux'),
    );
    expect(problems).toEqual([]);
    if (!network) throw new Error('no network');
    expect(network.managedClusters[0]?.agentPoolProfiles[1]?.gatewayProfile).toEqual(read);
    expect(parseManifests(writeNetwork(network)).network).toEqual(network);
    expect(writeAz(network).replaceAll(/\s+\\?\s*/g, ' ')).toContain(flags);
    expect(writeBicep(network)).toContain("mode: 'Gateway'");
  });

  it.each([27, 32])('a prefix of /%i is none', (size) => {
    const { problems } = parseManifests(pools(`, gatewayProfile: { publicIPPrefixSize: ${size} }`));
    expect(problems.map(({ message }) => message).join()).toContain('must be between 28 and 31');
  });
});
