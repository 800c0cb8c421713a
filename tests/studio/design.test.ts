// The core of the network forms: every field of the table is one of the document's, what is typed is read as the manifest reader would, things are
// added, renamed and removed as a typed az line would do it, ranges are free where nothing lies. Rules, C-30, E-13, E-24, F-3, F-6.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkDocument, VirtualNetwork } from '../../src/engine/model/networkDocument.ts';
import { cidrContainsCidr, cidrOverlaps, cidrSize, formatCidr, cidrOf, parseCidr } from '../../src/engine/net/ipv4.ts';
import { fieldsOfType } from '../../src/manifest/fields.ts';
import { HOUSE_ENUMS } from '../../src/manifest/networkTable.ts';
import { networkToPlain, rebuildNetwork } from '../../src/manifest/plainObjects.ts';
import { runCommands } from '../../src/manifest/commands/runCommands.ts';
import { addThing, isTaken, namesOf, removeThing, rename, usesOf, writeField } from '../../src/studio/design/change.ts';
import { readField, textOf } from '../../src/studio/design/fieldText.ts';
import { pathOf, type Place, putAt, type Thing, valueAt } from '../../src/studio/design/place.ts';
import { barsOf, freeRange, freeRanges, needsOf, prefixFor, usableOf } from '../../src/studio/design/ranges.ts';
import { rebase } from '../../src/studio/design/rebase.ts';
import { SECTIONS, THINGS, thingSpec } from '../../src/studio/design/things.ts';
import { typedLines } from '../../src/studio/design/typed.ts';
import { house, worldOf } from '../engine/worlds.ts';

const HOUSE = worldOf(house()).network;

function specOf(thing: string): (typeof THINGS)[string] {
  const spec = THINGS[thing];
  if (!spec) throw new Error(thing);
  return spec;
}

function fieldOf(thing: string, name: string): NonNullable<(typeof THINGS)[string]>['fields'][number] {
  const field = THINGS[thing]?.fields.find((each) => each.name === name);
  if (!field) throw new Error(`${thing} has no ${name}`);
  return field;
}

function write(network: NetworkDocument, [place, thing, name]: readonly [Place, string, string], text: string): NetworkDocument {
  const field = fieldOf(thing, name);
  const read = readField(field, text);
  if (!read.ok) throw new Error(read.code);
  return writeField(network, { place, field }, read.value);
}

describe('the table of fields', () => {
  const all = Object.entries(THINGS).flatMap(([thing, spec]) => spec.fields.map((field) => ({ thing, spec, field })));

  it.each(all.map(({ thing, field }) => [`${thing}.${field.name}`, thing, field.name]))(
    '%s is a field of the document',
    (_, thing, name) => {
      const { type } = specOf(thing);
      const steps = name.split('.');
      let at: string | undefined = type;
      for (const step of steps) {
        const found: { readonly type: string } | undefined = fieldsOfType(at ?? '')?.get(step);
        expect(found, `${at}.${step}`).toBeDefined();
        at = found?.type;
      }
      const { type: kind, plural, choices } = fieldOf(thing, name);
      if (plural !== undefined) expect(fieldsOfType(type)?.get(plural)?.type).toBe('strings');
      const lists = ['texts', 'cidrs', 'addresses', 'refs', 'choices', 'recordValues'];
      expect(at).toBe(
        kind === 'number'
          ? at === 'IntOrString'
            ? 'IntOrString'
            : 'int'
          : kind === 'surge'
            ? 'IntOrString'
            : kind === 'flag'
              ? 'bool'
              : lists.includes(kind) || ((kind === 'sources' || kind === 'ports') && plural === undefined)
                ? 'strings'
                : 'string',
      );
      const known = HOUSE_ENUMS[`${type}.${name}`];
      if (kind === 'choice' && known) expect(known).toEqual(expect.arrayContaining([...(choices ?? [])]));
    },
  );

  it('every list of a thing leads to a thing, and every section too', () => {
    for (const { type, lists } of Object.values(THINGS)) {
      for (const { field, thing } of lists) {
        expect(fieldsOfType(type)?.get(field)?.type).toMatch(/\[\]$/);
        expect(thingSpec(thing, { type: 'Dnat' })).toBeDefined();
      }
    }
    for (const [section, thing] of Object.entries(SECTIONS)) {
      expect(fieldsOfType('Network')?.get(section)?.type).toBe(`${THINGS[thing]?.type}[]`);
    }
  });
});

describe('what is typed', () => {
  it.each([
    ['Subnet', 'addressPrefix', '10.10.0.0/24', '10.10.0.0/24'],
    ['Subnet', 'addressPrefix', '10.10.0.0', 'cidr'],
    ['Subnet', 'addressPrefix', '', 'required'],
    ['Subnet', 'delegations', '', undefined],
    ['Route', 'addressPrefix', 'AzureCloud.westeurope', 'AzureCloud.westeurope'],
    ['Route', 'addressPrefix', '10.0.0/8', 'prefix'],
    ['Route', 'nextHopIpAddress', '10.0.0.256', 'address'],
    ['SecurityRule', 'priority', '99', 'range'],
    ['SecurityRule', 'priority', '4096', 4096],
    ['SecurityRule', 'priority', 'high', 'number'],
    ['SecurityRule', 'sourceAddressPrefix', '10.0.0.0/8, VirtualNetwork', ['10.0.0.0/8', 'VirtualNetwork']],
    ['SecurityRule', 'sourceAddressPrefix', '10.0.0.0/33', 'source'],
    ['SecurityRule', 'destinationPortRange', '80,443 8000-8010', ['80', '443', '8000-8010']],
    ['SecurityRule', 'destinationPortRange', '90-80', 'ports'],
    ['AgentPool', 'upgradeSettings.maxSurge', '33%', '33%'],
    ['AgentPool', 'upgradeSettings.maxSurge', 'some', 'surge'],
    ['VirtualNetwork', 'addressSpace', '', 'required'],
    ['VirtualNetwork', 'name', 'a/b', 'name'],
    ['NatGateway', 'publicIpAddresses', '', []],
    ['Firewall', 'dnsProxy', 'false', undefined],
  ])('%s.%s "%s" is %s', (thing, name, text, expected) => {
    const read = readField(fieldOf(thing, name), text);
    expect(read.ok ? read.value : read.code).toEqual(expected);
  });

  it('E-31 an A record holds addresses, a CNAME a name', () => {
    const field = fieldOf('DnsRecord', 'values');
    expect(readField(field, 'a.example.com', { type: 'CNAME' }).ok).toBe(true);
    expect(readField(field, 'a.example.com', { type: 'A' }).ok).toBe(false);
  });

  it('never throws, and what it takes is shown as it was typed, in one spelling', () => {
    const fields = Object.values(THINGS).flatMap((spec) => spec.fields);
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.string({ maxLength: 60 }), (field, text) => {
        const read = readField(field, text);
        if (!read.ok || read.value === undefined || field.plural !== undefined) return;
        const thing = field.name.split('.').reduceRight<unknown>((value, step) => ({ [step]: value }), read.value) as Thing;
        expect(readField(field, textOf(field, thing), thing)).toEqual(read);
      }),
    );
  });
});

describe('the same document as the typed line', () => {
  const typed = (network: NetworkDocument, line: string): NetworkDocument => {
    const { spec, refusal } = runCommands({ network, objects: {} }, line);
    if (refusal) throw new Error(JSON.stringify(refusal));
    return spec.network;
  };

  it('A-28 a subnet added', () => {
    const made = addThing(
      HOUSE,
      { list: ['virtualNetworks', 0, 'subnets'], thing: 'Subnet' },
      { name: 'snet-db', addressPrefix: '10.10.20.0/24' },
    );
    expect(made.network).toEqual(
      typed(HOUSE, 'az network vnet subnet create -g rg --vnet-name vnet-house -n snet-db --address-prefixes 10.10.20.0/24'),
    );
  });

  it('F-3 a route table, a route in it, and its subnet', () => {
    const table = addThing(HOUSE, { list: ['routeTables'], thing: 'RouteTable' }, { name: 'rt' });
    const route = addThing(
      table.network,
      { list: [...table.place, 'routes'], thing: 'Route' },
      { name: 'out', addressPrefix: '0.0.0.0/0' },
    );
    const hop = write(route.network, [route.place, 'Route', 'nextHopType'], 'VirtualAppliance');
    const address = write(hop, [route.place, 'Route', 'nextHopIpAddress'], '10.10.9.4');
    const done = write(address, [['virtualNetworks', 0, 'subnets', 0], 'Subnet', 'routeTable'], 'rt');
    const one = typed(HOUSE, 'az network route-table create -g rg -n rt');
    const two = typed(
      one,
      'az network route-table route create -g rg --route-table-name rt -n out --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.10.9.4',
    );
    expect(done).toEqual(typed(two, 'az network vnet subnet update -g rg --vnet-name vnet-house -n snet-nodes --route-table rt'));
  });

  it('F-6 a guard with a rule for two ports, and one for one', () => {
    const guard = addThing(HOUSE, { list: ['networkSecurityGroups'], thing: 'SecurityGroup' }, { name: 'nsg' });
    const rule = addThing(guard.network, { list: [...guard.place, 'securityRules'], thing: 'SecurityRule' }, { name: 'web' });
    const done = write(rule.network, [rule.place, 'SecurityRule', 'destinationPortRange'], '80, 443');
    const one = typed(HOUSE, 'az network nsg create -g rg -n nsg');
    const line =
      "az network nsg rule create -g rg --nsg-name nsg -n web --priority 100 --direction Inbound --access Allow --protocol Tcp --source-address-prefixes '*' --source-port-ranges '*' --destination-address-prefixes '*' --destination-port-ranges";
    expect(done).toEqual(typed(one, `${line} 80 443`));
    expect(write(done, [rule.place, 'SecurityRule', 'destinationPortRange'], '443')).toEqual(typed(one, `${line} 443`));
  });

  it('F-5 a peering, its flag put up and taken down again', () => {
    const two = {
      ...HOUSE,
      virtualNetworks: [...HOUSE.virtualNetworks, { name: 'hub', addressSpace: ['10.90.0.0/16'], subnets: [] }],
    };
    const made = addThing(
      two,
      { list: ['virtualNetworks', 0, 'peerings'], thing: 'Peering' },
      { name: 'to-hub', remoteVirtualNetwork: 'hub' },
    );
    const flagged = write(made.network, [made.place, 'Peering', 'allowForwardedTraffic'], 'true');
    const line = 'az network vnet peering create -g rg --vnet-name vnet-house -n to-hub --remote-vnet hub --allow-vnet-access';
    expect(flagged).toEqual(typed(two, `${line} --allow-forwarded-traffic`));
    expect(write(flagged, [made.place, 'Peering', 'allowForwardedTraffic'], 'false')).toEqual(typed(two, line));
    expect(removeThing(made.network, made.place)).toEqual(two);
  });

  it('E-13 a NAT gateway with an address', () => {
    const pip = addThing(HOUSE, { list: ['publicIPAddresses'], thing: 'PublicIPAddress' }, { name: 'pip' });
    const nat = addThing(
      pip.network,
      { list: ['natGateways'], thing: 'NatGateway' },
      { name: 'nat', publicIpAddresses: ['pip'] },
    );
    const one = typed(HOUSE, 'az network public-ip create -g rg -n pip --sku Standard');
    expect(write(nat.network, [nat.place, 'NatGateway', 'idleTimeoutInMinutes'], '10')).toEqual(
      typed(one, 'az network nat gateway create -g rg -n nat --public-ip-addresses pip --idle-timeout 10'),
    );
  });

  it('A-29 A-32 pools, and E-1 the way out, as fields below fields', () => {
    const place = ['managedClusters', 0];
    const out = write(HOUSE, [place, 'ManagedCluster', 'networkProfile.loadBalancerProfile.managedOutboundIPs.count'], '2');
    expect(valueAt(out, [...place, 'networkProfile', 'loadBalancerProfile'])).toEqual({ managedOutboundIPs: { count: 2 } });
    expect(write(out, [place, 'ManagedCluster', 'networkProfile.loadBalancerProfile.managedOutboundIPs.count'], '')).toEqual(
      HOUSE,
    );
  });

  it('what every form makes is what the strict reader gives back', () => {
    for (const [section, thing] of Object.entries(SECTIONS)) {
      const { network, place } = addThing(HOUSE, { list: [section], thing });
      const plain = rebuildNetwork(networkToPlain(network));
      // Names that must be given and have nobody to name are the engine's to refuse.
      if (thing !== 'PrivateEndpoint') expect(plain, thing).toEqual(network);
      expect(pathOf(network, place)).toBe(`${section}.${THINGS[thing]?.called}`);
    }
  });
});

describe('rules of a firewall', () => {
  it('E-20 a collection of another type has rules of that type, and DNAT its own action', () => {
    const firewall = addThing(HOUSE, { list: ['azureFirewalls'], thing: 'Firewall' });
    const group = addThing(firewall.network, { list: [...firewall.place, 'ruleCollectionGroups'], thing: 'RuleGroup' });
    const collection = addThing(group.network, { list: [...group.place, 'ruleCollections'], thing: 'RuleCollection' });
    const rule = addThing(collection.network, { list: [...collection.place, 'rules'], thing: 'FirewallRule' });
    const dnat = write(rule.network, [collection.place, 'RuleCollection', 'type'], 'Dnat');
    expect(valueAt(dnat, collection.place)).toMatchObject({
      type: 'Dnat',
      action: 'Dnat',
      rules: [{ name: 'rule', translatedPort: 443 }],
    });
    const back = write(dnat, [collection.place, 'RuleCollection', 'type'], 'Application');
    expect(valueAt(back, collection.place)).toMatchObject({
      type: 'Application',
      action: 'Allow',
      rules: [{ name: 'rule', protocols: ['Https:443'] }],
    });
    expect(rebuildNetwork(networkToPlain(back))).toEqual(back);
    expect(rebuildNetwork(networkToPlain(dnat))).toEqual(dnat);
  });
});

describe('names', () => {
  it('a renamed subnet keeps its pools, machines and endpoints', () => {
    const place = ['virtualNetworks', 0, 'subnets', 0];
    const next = rename(HOUSE, place, 'snet-new');
    expect(next.managedClusters[0]?.agentPoolProfiles[0]?.vnetSubnet).toBe('snet-new');
    expect(usesOf(next, place)).toHaveLength(usesOf(HOUSE, place).length);
    expect(rename(next, place, 'snet-nodes')).toEqual(HOUSE);
  });

  it('says who names a thing, and which names are taken', () => {
    expect(usesOf(HOUSE, ['virtualNetworks', 0]).map(({ field }) => field)).toEqual(['virtualNetwork']);
    expect(usesOf(HOUSE, ['virtualNetworks', 0, 'subnets', 1]).map(({ place }) => pathOf(HOUSE, place))).toEqual([
      'virtualMachines.jump',
    ]);
    expect(isTaken(HOUSE, ['virtualNetworks', 0, 'subnets', 0], 'snet-vms')).toBe(true);
    expect(isTaken(HOUSE, ['virtualNetworks', 0, 'subnets', 0], 'snet-nodes')).toBe(false);
    expect(namesOf(HOUSE, 'subnets')).toEqual(['snet-nodes', 'snet-vms', 'GatewaySubnet']);
  });
});

describe('ranges', () => {
  const vnet: VirtualNetwork = { name: 'v', addressSpace: ['10.10.0.0/16'], subnets: HOUSE.virtualNetworks[0]?.subnets ?? [] };

  it.each([
    [24, 251],
    [25, 123],
    [26, 59],
    [27, 27],
    [28, 11],
    [29, 3],
  ])('A-28 a /%i has %i usable addresses', (prefix, usable) => {
    expect(usableOf(cidrOf(0, prefix))).toBe(usable);
  });

  it.each([
    [1581, 21],
    [1891, 21],
    [124, 24],
    [1221, 21],
    [123, 25],
    [248, 24],
  ])('A-30 %i addresses need a /%i', (addresses, prefix) => {
    expect(prefixFor(addresses)).toBe(prefix);
  });

  it('offers the first free range of a size, its own aside', () => {
    expect(freeRange(vnet, 24)).toBe('10.10.1.0/24');
    expect(freeRange(vnet, 24, 'snet-nodes')).toBe('10.10.0.0/24');
    expect(freeRange(vnet, 8)).toBeUndefined();
    expect(freeRange({ ...vnet, addressSpace: ['10.10.0.0/24'] }, 26)).toBeUndefined();
    expect(freeRanges(vnet, 2)).toEqual(['10.10.64.0/18', '10.10.128.0/18']);
  });

  it('every free range lies in the space and beside every subnet, and the bar adds up to the space', () => {
    const subnet = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 17, max: 29 }));
    fc.assert(
      fc.property(fc.array(subnet, { maxLength: 12 }), fc.integer({ min: 16, max: 29 }), (wanted, prefix) => {
        const ranges = wanted.map(([third, size]) => cidrOf(0x0a0a0000 + third * 256, size));
        const random: VirtualNetwork = {
          name: 'v',
          addressSpace: ['10.10.0.0/16'],
          subnets: ranges.map((range, index) => ({ name: `s${index}`, addressPrefix: formatCidr(range) })),
        };
        const whole = cidrOf(0x0a0a0000, 16);
        const offered = freeRange(random, prefix);
        const isFree = (text: string): boolean => {
          const range = parseCidr(text);
          return range !== undefined && cidrContainsCidr(whole, range) && !ranges.some((other) => cidrOverlaps(other, range));
        };
        // Brute force: is there any aligned range of this size?
        let any = false;
        for (let at = whole.base; at < whole.base + 65_536 && !any; at += 2 ** (32 - prefix))
          any = isFree(formatCidr(cidrOf(at, prefix)));
        expect(offered !== undefined).toBe(any);
        if (offered !== undefined) expect(isFree(offered)).toBe(true);
        expect(freeRanges(random).every(isFree)).toBe(true);
        const [bar] = barsOf(random);
        expect(bar?.pieces.reduce((sum, { size }) => sum + size, 0)).toBe(cidrSize(whole));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['AzureFirewallSubnet', [], 'firewall', 26],
    ['GatewaySubnet', [], 'gateway', 27],
    ['api', ['Microsoft.ContainerService/managedClusters'], 'apiServer', 28],
    ['alb', ['Microsoft.ServiceNetworking/trafficControllers'], 'trafficController', 24],
  ])('E-24 E-38 C-30 %s %s needs what %s needs: a /%i', (name, delegations, code, prefix) => {
    expect(needsOf({ name, addressPrefix: '10.0.0.0/24', delegations }, false)).toMatchObject([{ code, prefix }]);
  });
});

describe('a draft', () => {
  it('is carried over to a document that has moved on: each keeps what it alone changed, the draft wins where both did', () => {
    const mine = write(HOUSE, [['virtualNetworks', 0, 'subnets', 0], 'Subnet', 'addressPrefix'], '10.10.0.0/23');
    const theirs = addThing(
      write(HOUSE, [['managedClusters', 0, 'agentPoolProfiles', 0], 'AgentPool', 'maxPods'], '60'),
      { list: ['virtualNetworks', 0, 'subnets'], thing: 'Subnet' },
      { name: 'snet-db', addressPrefix: '10.10.20.0/24' },
    ).network;
    const merged = rebase({ base: HOUSE, mine, theirs });
    expect(merged.virtualNetworks[0]?.subnets.map(({ addressPrefix }) => addressPrefix)).toEqual([
      '10.10.0.0/23',
      '10.10.9.0/28',
      '10.10.255.0/27',
      '10.10.20.0/24',
    ]);
    expect(merged.managedClusters[0]?.agentPoolProfiles[0]?.maxPods).toBe(60);
    const clash = write(HOUSE, [['virtualNetworks', 0, 'subnets', 0], 'Subnet', 'addressPrefix'], '10.10.0.0/25');
    expect(rebase({ base: HOUSE, mine, theirs: clash }).virtualNetworks[0]?.subnets[0]?.addressPrefix).toBe('10.10.0.0/23');
    const gone = putAt(HOUSE, ['virtualNetworks', 0, 'subnets', 1], undefined);
    expect(rebase({ base: HOUSE, mine: gone, theirs: HOUSE })).toEqual(gone);
    expect(rebase({ base: HOUSE, mine: HOUSE, theirs })).toBe(theirs);
  });

  it('says the az lines that would do the same', () => {
    const wide = write(HOUSE, [['virtualNetworks', 0, 'subnets', 0], 'Subnet', 'addressPrefix'], '10.10.0.0/23');
    expect(typedLines(HOUSE, wide)).toEqual([
      'az network vnet subnet update --resource-group "$RG" --vnet-name vnet-house --name snet-nodes --address-prefixes 10.10.0.0/23',
    ]);
    expect(typedLines(HOUSE, HOUSE)).toEqual([]);
  });
});
