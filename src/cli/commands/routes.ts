// routes WORLD --subnet NAME: the subnet's effective routes, and with --rules the security rules that stand there, in Azure's own words.
import type { EffectiveRouteTable } from '../../engine/report/effectiveRoutes.ts';
import type { EffectiveGroup } from '../../engine/report/effectiveRules.ts';
import { nearest, type ParsedArguments } from '../arguments.ts';
import { formatTable } from '../format/table.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { refusalSentence } from '../sentences.ts';
import { loadWorld } from './loadWorld.ts';

export async function runRoutes(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const subnet = given.values.get('subnet');
  if (subnet === undefined) return refuseInput(io, 'routes needs --subnet NAME.');
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision, world } = loaded.value;
  const machine = given.values.get('machine');
  const routes = engine.effectiveRoutes({ revision, subnet });
  if (!routes.ok) {
    const all = world.spec.network.virtualNetworks.flatMap((vnet) => vnet.subnets.map(({ name }) => ({ vnet: vnet.name, name })));
    const several = all.filter(({ name }) => name === subnet).map(({ vnet, name }) => `${vnet}/${name}`);
    if (several.length > 1) return refuseInput(io, `Several VNets have a subnet "${subnet}": say ${several.join(' or ')}.`);
    const near = nearest(
      subnet,
      all.map(({ name }) => name),
    );
    return refuseInput(io, `There is no subnet "${subnet}".${near === undefined ? '' : ` Did you mean ${near}?`}`);
  }
  const rules =
    given.flags.has('rules') || machine !== undefined
      ? engine.effectiveRules({ revision, subnet, ...(machine === undefined ? {} : { machine }) })
      : undefined;
  if (rules && !rules.ok) return refuseInput(io, refusalSentence(rules));
  if (given.flags.has('json')) io.out(`${JSON.stringify({ ...routes.value, ...(rules ? rules.value : {}) })}\n`);
  else io.out(`${routeText(routes.value)}${rules ? ruleText(rules.value.groups) : ''}`);
  return 0;
}

function routeText({ routes }: EffectiveRouteTable): string {
  const titles = ['Source', 'State', 'Address Prefix', 'Next Hop Type', 'Next Hop IP', 'Name'];
  return formatTable(
    titles.map((title) => ({ title })),
    routes.map(({ source, state, addressPrefix, nextHopType, nextHopIpAddress = '', name = '' }) => [
      source,
      state,
      addressPrefix,
      nextHopType,
      nextHopIpAddress,
      name,
    ]),
  );
}

function ruleText(groups: readonly EffectiveGroup[]): string {
  if (groups.length === 0) return '\nNo network security group stands here: everything is allowed.\n';
  const titles = ['Direction', 'Priority', 'Name', 'Access', 'Protocol', 'Source', 'Ports', 'Destination', 'Ports'];
  return groups
    .map(({ group, association, rules }) => {
      const rows = rules.map((rule) => [
        rule.direction,
        String(rule.priority),
        rule.name,
        rule.access,
        rule.protocol,
        rule.sourceAddressPrefixes.join(','),
        rule.sourcePortRanges.join(','),
        rule.destinationAddressPrefixes.join(','),
        rule.destinationPortRanges.join(','),
      ]);
      const place = association === 'subnet' ? 'of the subnet' : 'of the network interface';
      return `\n${group}, ${place}\n${formatTable(
        titles.map((title) => ({ title })),
        rows,
      )}`;
    })
    .join('');
}
