// Route tables and what they make of a subnet: its effective routes, and which of them an address follows and why the others are not (F-1…F-4, C28).
import { useState } from 'preact/hooks';
import type { Foreseen } from '../../engine/goals/foresee.ts';
import { parseIpv4 } from '../../engine/net/ipv4.ts';
import { namesOf } from '../../studio/design/change.ts';
import { useWords } from '../context.tsx';
import { useDesign, useForeseen } from './designContext.tsx';
import { ThingList } from './ThingForm.tsx';

export function RoutesPart(): preact.JSX.Element {
  const { network } = useDesign();
  const t = useWords();
  return (
    <div class="design-part">
      <p class="dim">{t('ui.design.aboutRoutes')}</p>
      <h4>{t('design.list.RouteTable')}</h4>
      <ThingList
        thing="RouteTable"
        list={['routeTables']}
        aside={(thing) => {
          const users = network.virtualNetworks.flatMap(({ subnets }) =>
            subnets.filter((subnet) => subnet.routeTable === thing['name']),
          );
          return (
            <p class="dim">
              {users.length === 0
                ? t('ui.design.noSubnet')
                : t('ui.design.onSubnets', { names: users.map(({ name }) => name).join(', ') })}
            </p>
          );
        }}
      />
      <EffectiveRoutes />
    </div>
  );
}

function EffectiveRoutes(): preact.JSX.Element {
  const { network } = useDesign();
  const names = namesOf(network, 'subnets');
  const [wanted, setWanted] = useState(names[0] ?? '');
  const [toward, setToward] = useState('');
  const t = useWords();
  const subnet = names.includes(wanted) ? wanted : (names[0] ?? '');
  const address = parseIpv4(toward.trim()) === undefined ? undefined : toward.trim();
  const foreseen = useForeseen({ network, routes: { subnet, ...(address === undefined ? {} : { toward: address }) } });
  const table = foreseen?.routes;
  const bad = toward.trim() !== '' && address === undefined;
  return (
    <section aria-labelledby="effective-title">
      <h4 id="effective-title">{t('ui.design.effective')}</h4>
      <div class="design-fields">
        <div class="design-field">
          <label for="effective-subnet">{t('ui.design.fromSubnet')}</label>
          <select id="effective-subnet" value={subnet} onChange={(event) => setWanted(event.currentTarget.value)}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="design-field">
          <label for="effective-toward">{t('ui.design.toward')}</label>
          <input
            id="effective-toward"
            class="mono"
            value={toward}
            spellcheck={false}
            autocomplete="off"
            placeholder="172.20.5.20"
            aria-invalid={bad}
            onInput={(event) => setToward(event.currentTarget.value)}
          />
        </div>
      </div>
      <div role="status">
        {table?.toward && address !== undefined && (
          <ol class="verdicts">
            {table.toward.map((line) => (
              <li
                key={`${line.source}${line.addressPrefix}${line.nextHopType}`}
                class={line.verdict === 'followed' ? 'followed' : 'dim'}
              >
                {line.verdict === 'followed' && <span aria-hidden="true">➤ </span>}
                <span class="mono">
                  {line.addressPrefix} → {line.nextHopType} {line.nextHopIpAddress ?? ''}
                </span>{' '}
                ({t(`design.routeSource.${line.source}`)}
                {line.name === undefined ? '' : `, ${line.name}`}): {t(`design.verdict.${verdictOf(line, table.toward ?? [])}`)}
              </li>
            ))}
          </ol>
        )}
      </div>
      {table && (
        <div class="scroll" tabIndex={0} role="group" aria-labelledby="effective-title">
          <table class="design-table unbroken">
            <thead>
              <tr>
                <th scope="col">{t('ui.design.prefixColumn')}</th>
                <th scope="col">{t('ui.design.hopColumn')}</th>
                <th scope="col">{t('ui.design.sourceColumn')}</th>
              </tr>
            </thead>
            <tbody>
              {table.routes.map((line, index) => (
                <tr key={index} class={line.state === 'Invalid' ? 'dim' : ''}>
                  <th scope="row" class="mono">
                    {line.addressPrefix}
                  </th>
                  <td class="mono">
                    {line.nextHopType} {line.nextHopIpAddress ?? ''}
                  </td>
                  <td>
                    {t(`design.routeSource.${line.source}`)}
                    {line.name === undefined ? '' : ` (${line.name})`}
                    {line.state === 'Invalid' && `, ${t('ui.design.invalid')}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="cites">F-1 · F-2 · F-3 · F-4</p>
    </section>
  );
}

type Toward = NonNullable<NonNullable<Foreseen['routes']>['toward']>;

/** Why the one that is followed is: alone the longest, or the strongest of several as long. */
function verdictOf({ verdict, addressPrefix }: Toward[number], all: Toward): string {
  if (verdict !== 'followed') return verdict;
  return all.some((other) => other.verdict === 'weakerSource' && other.addressPrefix === addressPrefix)
    ? 'followedOrigin'
    : 'followed';
}
