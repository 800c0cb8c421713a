// Ways out: NAT gateways with their ports, public addresses, Azure Firewall with its collections in the order in which they are read (E-10…E-28).
import { wordOf } from '../../studio/design/place.ts';
import { useWords } from '../context.tsx';
import { useDesign } from './designContext.tsx';
import { ThingList } from './ThingForm.tsx';

export function ExitsPart(): preact.JSX.Element {
  const { network, foreseen } = useDesign();
  const t = useWords();
  const plan = foreseen?.plan;
  const ports = plan?.snatPortsPerNode;
  return (
    <div class="design-part">
      <p class="dim">
        {t('ui.design.aboutExits')} <span class="cites">E-14</span>
      </p>
      <p>
        {t('ui.design.outNow', { type: network.managedClusters[0]?.networkProfile.outboundType ?? 'loadBalancer' })}{' '}
        {ports !== undefined && t('ui.design.balancerPorts', { ports: grouped(ports) })}{' '}
        {plan?.snatMaxNodes !== undefined && t('ui.design.balancerNodes', { nodes: plan.snatMaxNodes })}{' '}
        <span class="cites">E-10 · E-11</span>
      </p>
      <h4>{t('design.list.NatGateway')}</h4>
      <ThingList
        thing="NatGateway"
        list={['natGateways']}
        aside={(thing) => {
          const name = wordOf(thing['name']);
          const gateway = network.natGateways?.find((each) => each.name === name);
          const users = network.virtualNetworks.flatMap(({ subnets }) => subnets.filter((subnet) => subnet.natGateway === name));
          const total = plan?.natGatewayPorts?.[name];
          return (
            <p class="dim">
              {total !== undefined &&
                t('ui.design.natPorts', { addresses: gateway?.publicIpAddresses.length ?? 0, ports: grouped(total) })}{' '}
              <span class="cites">E-13</span>{' '}
              {users.length === 0
                ? t('ui.design.noSubnet')
                : t('ui.design.onSubnets', { names: users.map((subnet) => subnet.name).join(', ') })}
            </p>
          );
        }}
      />
      <h4>{t('design.list.PublicIPAddress')}</h4>
      <ThingList thing="PublicIPAddress" list={['publicIPAddresses']} />
      <h4>{t('design.list.Firewall')}</h4>
      <p class="dim">
        {t('ui.design.aboutFirewall')} <span class="cites">E-20 · E-21 · E-22</span>
      </p>
      <ThingList
        thing="Firewall"
        list={['azureFirewalls']}
        aside={(thing) => {
          const name = wordOf(thing['name']);
          const firewall = network.azureFirewalls?.find((each) => each.name === name);
          const total = plan?.firewallSnatPorts?.[name];
          return (
            total !== undefined && (
              <p class="dim">
                {t('ui.design.firewallPorts', {
                  addresses: firewall?.publicIPAddresses.length ?? 0,
                  instances: firewall?.instances ?? 2,
                  ports: grouped(total),
                })}{' '}
                <span class="cites">E-23</span>
              </p>
            )
          );
        }}
      />
    </div>
  );
}

/** 64,512 as the page's language writes it. */
function grouped(number: number): string {
  return number.toLocaleString(document.documentElement.lang || 'en');
}
