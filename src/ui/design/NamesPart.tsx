// Suppliers and directories: private endpoints, the services behind them, private zones with links and records, public zones; and what is still
// missing for a private name to be answered (E-30…E-35).
import { privateGaps } from '../../studio/design/privateNames.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign } from './designContext.tsx';
import { ThingList } from './ThingForm.tsx';

const LISTS = [
  ['PrivateEndpoint', 'privateEndpoints'],
  ['PaasService', 'paasServices'],
  ['PrivateDnsZone', 'privateDnsZones'],
  ['DnsZone', 'dnsZones'],
  ['DnsServer', 'dnsServers'],
] as const;

export function NamesPart(): preact.JSX.Element {
  const { network, foreseen } = useDesign();
  const t = useWords();
  const subnet = foreseen?.plan.nodes[0]?.subnet;
  const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet))?.name;
  const gaps = privateGaps(network, vnet ?? network.virtualNetworks[0]?.name ?? '');
  return (
    <div class="design-part">
      <p class="dim">
        {t('ui.design.aboutNames')} <span class="cites">E-30 · E-31 · E-32</span>
      </p>
      {gaps.length > 0 && (
        <ul class="compare-remarks">
          {gaps.map(({ code, params }) => (
            <li key={`${code}${JSON.stringify(params)}`}>
              <Status mark="warn" label={t('ui.mark.warn')} /> {t(`design.gap.${code}`, params)} <span class="cites">E-31</span>
            </li>
          ))}
        </ul>
      )}
      {LISTS.map(([thing, section]) => (
        <section key={thing} aria-label={t(`design.list.${thing}`)}>
          <h4>{t(`design.list.${thing}`)}</h4>
          <ThingList thing={thing} list={[section]} />
        </section>
      ))}
    </div>
  );
}
