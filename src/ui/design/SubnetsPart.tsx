// The planner: every virtual network as a bar of its addresses and its subnets as rows, with what sits in each, what is left, and free ranges to
// take. Rules, E-24, E-38, C-30.
import { formatIpv4, parseCidr } from '../../engine/net/ipv4.ts';
import type { VirtualNetwork } from '../../engine/model/networkDocument.ts';
import { usesOf, writeField } from '../../studio/design/change.ts';
import { pathOf, type Place, putAt, thingAt, wordOf } from '../../studio/design/place.ts';
import { barsOf, freeRange, freeRanges, needsOf, usableOf } from '../../studio/design/ranges.ts';
import { THINGS } from '../../studio/design/things.ts';
import { useWords } from '../context.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign } from './designContext.tsx';
import { Sum } from './Sum.tsx';
import { ThingList } from './ThingForm.tsx';

export function SubnetsPart(): preact.JSX.Element {
  const { network } = useDesign();
  const t = useWords();
  return (
    <div class="design-part">
      <p class="dim">{t('ui.design.aboutSubnets')}</p>
      {network.virtualNetworks.map((vnet, index) => (
        <section key={index} class="vnet" aria-label={vnet.name}>
          <h4>
            {vnet.name} <span class="mono dim">{vnet.addressSpace.join(', ')}</span>
          </h4>
          <SpaceBar vnet={vnet} />
          <Subnets vnet={vnet} place={['virtualNetworks', index]} />
        </section>
      ))}
      <h4>{t('design.list.VirtualNetwork')}</h4>
      <ThingList thing="VirtualNetwork" list={['virtualNetworks']} plain />
      <h4>{t('design.list.VirtualMachine')}</h4>
      <ThingList thing="VirtualMachine" list={['virtualMachines']} />
      <h4>{t('design.list.ApplicationGateway')}</h4>
      <ThingList thing="ApplicationGateway" list={['applicationGateways']} />
    </div>
  );
}

/** The picture for the eye; the same in words beside it. */
function SpaceBar({ vnet }: { readonly vnet: VirtualNetwork }): preact.JSX.Element {
  const t = useWords();
  const free = freeRanges(vnet);
  return (
    <>
      {barsOf(vnet).map(({ space, pieces }) => {
        let at = 0;
        return (
          <svg key={space} class="space-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            {pieces.map((piece) => {
              const x = at * 100;
              at += piece.share;
              const { kind, first, share } = piece;
              // What is too narrow to see is still drawn a hair wide.
              return <rect key={first} class={`space-${kind}`} x={x} y="0" height="10" width={Math.max(1, share * 100 - 0.3)} />;
            })}
          </svg>
        );
      })}
      <p class="dim">
        {free.length === 0 ? t('ui.design.noFree') : t('ui.design.free', { ranges: free.join(', ') })}{' '}
        <span class="cites">A-26 · A-28</span>
      </p>
    </>
  );
}

function Subnets({ vnet, place }: { readonly vnet: VirtualNetwork; readonly place: Place }): preact.JSX.Element {
  const { foreseen } = useDesign();
  const t = useWords();
  const planOf = (name: string): NonNullable<typeof foreseen>['subnets'][number] | undefined =>
    foreseen?.subnets.find((subnet) => subnet.name === name && subnet.virtualNetwork === vnet.name);
  return (
    <ThingList
      thing="Subnet"
      list={[...place, 'subnets']}
      part={() => ({ addressPrefix: freeRange(vnet, 24) ?? freeRange(vnet, 27) ?? vnet.addressSpace[0] ?? '10.0.0.0/24' })}
      aside={(thing) => {
        const plan = planOf(wordOf(thing['name']));
        return (
          plan && (
            <p class="subnet-aside">
              <span class="subnet-count">
                {plan.free < 0 && <Status mark="fail" label={t('ui.mark.fail')} />}
                {plan.free < 0
                  ? t('ui.design.short', { needed: plan.needed, usable: plan.usable, missing: -plan.free })
                  : t('ui.design.left', { needed: plan.needed, usable: plan.usable, free: plan.free })}
              </span>
              <Meter needed={plan.needed} usable={plan.usable} />
            </p>
          )
        );
      }}
      before={(_, at) => <Resize vnet={vnet} place={at} />}
      after={(thing, at) => <Tenants name={wordOf(thing['name'])} vnet={vnet} place={at} />}
    />
  );
}

const SIZES = [29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16] as const;

/** Sizes to choose from: the same start where the range stays free, else the first free range of that size. */
function Resize({ vnet, place }: { readonly vnet: VirtualNetwork; readonly place: Place }): preact.JSX.Element | null {
  const { network, change, allows } = useDesign();
  const t = useWords();
  const subnet = thingAt(network, place);
  const range = parseCidr(wordOf(subnet?.['addressPrefix']));
  const field = THINGS['Subnet']?.fields.find(({ name }) => name === 'addressPrefix');
  if (!range || !field || !subnet) return null;
  const name = wordOf(subnet['name']);
  const wanted = (prefix: number): string | undefined => {
    const alone = { ...vnet, subnets: vnet.subnets.filter((other) => other.name !== name) };
    const same = `${formatIpv4(range.base)}/${prefix}`;
    const fits = parseCidr(same)?.base === range.base && isFreeIn(alone, same);
    return fits ? same : freeRange(vnet, prefix, name);
  };
  const sizes = SIZES.filter((prefix) => prefix !== range.prefix).map((prefix) => ({ prefix, next: wanted(prefix) }));
  return (
    <label class="field">
      {t('ui.design.resize')}
      <select
        value=""
        disabled={!allows(`${pathOf(network, place)}.addressPrefix`)}
        onChange={(event) => {
          const next = wanted(Number(event.currentTarget.value));
          if (next !== undefined) change(writeField(network, { place, field }, next));
        }}
      >
        <option value="">{t('ui.design.sizeNow', { prefix: range.prefix, usable: usableOf(range) })}</option>
        {sizes.map(({ prefix, next }) => (
          <option key={prefix} value={prefix} disabled={next === undefined}>
            {next === undefined
              ? t('ui.design.sizeNone', { prefix })
              : t('ui.design.size', { cidr: next, usable: 2 ** (32 - prefix) - 5 })}
          </option>
        ))}
      </select>
    </label>
  );
}

function isFreeIn(vnet: VirtualNetwork, cidr: string): boolean {
  const range = parseCidr(cidr);
  if (!range) return false;
  const size = 2 ** (32 - range.prefix);
  return barsOf(vnet).some(({ pieces }) =>
    pieces.some((piece) => piece.kind === 'free' && piece.first <= range.base && piece.first + piece.size >= range.base + size),
  );
}

/** What sits in a subnet, the sum of its addresses, and how large it must be for whom. */
function Tenants(props: { readonly name: string; readonly vnet: VirtualNetwork; readonly place: Place }): preact.JSX.Element {
  const { name, vnet, place } = props;
  const { network, foreseen, change, allows } = useDesign();
  const t = useWords();
  const uses = usesOf(network, place);
  const subnet = vnet.subnets.find((each) => each.name === name);
  const plan = foreseen?.subnets.find((each) => each.name === name);
  const holdsGateway = (network.applicationGateways ?? []).some((gateway) => gateway.subnet === name);
  const special = [
    ...(name === 'GatewaySubnet' ? (network.virtualNetworkGateways ?? []) : []),
    ...(name === 'AzureFirewallSubnet' ? (network.azureFirewalls ?? []) : []),
  ]
    .filter(({ virtualNetwork }) => virtualNetwork === vnet.name)
    .map((tenant) => tenant.name);
  const tenants = [...new Set([...special, ...uses.map((use) => wordOf(thingAt(network, use.place)?.['name']))])];
  const range = parseCidr(subnet?.addressPrefix ?? '');
  const prefixPlace = [...place, 'addressPrefix'];
  const better = plan && plan.free < 0 ? enough(vnet, name, plan.needed) : undefined;
  return (
    <div class="tenants">
      <p>
        {tenants.length === 0 ? t('ui.design.nobody') : t('ui.design.tenants', { names: tenants.join(', ') })}
        {plan && plan.parts.length > 0 && (
          <>
            {' '}
            <span class="dim">
              <Sum parts={plan.parts} needed={plan.needed} />
            </span>
          </>
        )}
      </p>
      {subnet &&
        needsOf(subnet, holdsGateway).map((need) => {
          const small = range !== undefined && range.prefix > need.prefix;
          const mark = small ? (need.must ? 'fail' : 'warn') : 'pass';
          return (
            <p key={need.code}>
              <Status mark={mark} label={t(`ui.mark.${mark}`)} /> {t(`design.need.${need.code}`, { prefix: need.prefix })}{' '}
              <span class="cites">{need.rules.join(' · ')}</span>
            </p>
          );
        })}
      {better !== undefined && allows(pathOf(network, prefixPlace)) && (
        <button type="button" onClick={() => change(putAt(network, prefixPlace, better))}>
          {t('ui.design.enough', { cidr: better })}
        </button>
      )}
    </div>
  );
}

/** The smallest range that holds what is needed: where the subnet stands if there is room, else the first that is free. */
function enough(vnet: VirtualNetwork, name: string, needed: number): string | undefined {
  const subnet = vnet.subnets.find((each) => each.name === name);
  const alone = { ...vnet, subnets: vnet.subnets.filter((each) => each !== subnet) };
  const now = parseCidr(subnet?.addressPrefix ?? '');
  for (let prefix = 29; prefix >= 8; prefix--) {
    if (2 ** (32 - prefix) - 5 < needed) continue;
    const same = now && parseCidr(`${formatIpv4(now.base)}/${prefix}`);
    const text = same && `${formatIpv4(same.base)}/${prefix}`;
    if (text !== undefined && same?.base === now?.base && isFreeIn(alone, text)) return text;
    const other = freeRange(alone, prefix);
    if (other !== undefined) return other;
  }
  return undefined;
}
