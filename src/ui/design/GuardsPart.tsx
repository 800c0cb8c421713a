// Network security groups: rules in the order in which they are asked, Azure's own beneath, and which of them judges one packet (F-6…F-9).
import { useState } from 'preact/hooks';
import type { GuardedPacket } from '../../engine/report/effectiveRules.ts';
import { parseIpv4 } from '../../engine/net/ipv4.ts';
import { namesOf } from '../../studio/design/change.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign, useForeseen } from './designContext.tsx';
import { ThingList } from './ThingForm.tsx';

export function GuardsPart(): preact.JSX.Element {
  const { network } = useDesign();
  const t = useWords();
  return (
    <div class="design-part">
      <p class="dim">{t('ui.design.aboutGuards')}</p>
      <h4>{t('design.list.SecurityGroup')}</h4>
      <ThingList
        thing="SecurityGroup"
        list={['networkSecurityGroups']}
        aside={(thing) => {
          const subnets = network.virtualNetworks.flatMap((vnet) => vnet.subnets);
          const users = [...subnets, ...(network.virtualMachines ?? [])].filter(
            (each) => each.networkSecurityGroup === thing['name'],
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
      <EffectiveRules />
    </div>
  );
}

const DIRECTIONS = ['Inbound', 'Outbound'] as const;
const PROTOCOLS = ['TCP', 'UDP', 'ICMP'] as const;
const FIELDS = ['source', 'sourcePort', 'destination', 'destinationPort'] as const;

function EffectiveRules(): preact.JSX.Element {
  const { network } = useDesign();
  const names = namesOf(network, 'subnets');
  const guarded = network.virtualNetworks
    .flatMap(({ subnets }) => subnets)
    .find((subnet) => subnet.networkSecurityGroup !== undefined);
  const [wanted, setWanted] = useState(guarded?.name ?? names[0] ?? '');
  const [direction, setDirection] = useState<GuardedPacket['direction']>('Inbound');
  const [protocol, setProtocol] = useState<GuardedPacket['protocol']>('TCP');
  const [typed, setTyped] = useState({ source: '', sourcePort: '50000', destination: '', destinationPort: '443' });
  const t = useWords();
  const subnet = names.includes(wanted) ? wanted : (names[0] ?? '');
  const packet = packetOf(typed, direction, protocol);
  const foreseen = useForeseen({ network, rules: { subnet, ...(packet ? { packet } : {}) } });
  const rules = foreseen?.rules;
  const started = typed.source.trim() !== '' || typed.destination.trim() !== '';
  const deny = rules?.verdicts?.find(({ allowed }) => !allowed);
  const last = rules?.verdicts?.at(-1);
  return (
    <section aria-labelledby="rules-title">
      <h4 id="rules-title">{t('ui.design.whoMatches')}</h4>
      <div class="design-fields packet">
        <div class="design-field">
          <label for="rules-subnet">{t('ui.design.atSubnet')}</label>
          <select id="rules-subnet" value={subnet} onChange={(event) => setWanted(event.currentTarget.value)}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="design-field">
          <label for="rules-direction">{t('ui.design.direction')}</label>
          <select
            id="rules-direction"
            value={direction}
            onChange={(event) => setDirection(DIRECTIONS.find((word) => word === event.currentTarget.value) ?? 'Inbound')}
          >
            {DIRECTIONS.map((word) => (
              <option key={word} value={word}>
                {word}
              </option>
            ))}
          </select>
        </div>
        <div class="design-field">
          <label for="rules-protocol">{t('ui.design.protocol')}</label>
          <select
            id="rules-protocol"
            value={protocol}
            onChange={(event) => setProtocol(PROTOCOLS.find((word) => word === event.currentTarget.value) ?? 'TCP')}
          >
            {PROTOCOLS.map((word) => (
              <option key={word} value={word}>
                {word}
              </option>
            ))}
          </select>
        </div>
        {FIELDS.map((name) => (
          <div key={name} class="design-field">
            <label for={`rules-${name}`}>{t(`ui.design.${name}`)}</label>
            <input
              id={`rules-${name}`}
              class="mono"
              value={typed[name]}
              spellcheck={false}
              autocomplete="off"
              onInput={(event) => {
                const { value } = event.currentTarget;
                setTyped((old) => ({ ...old, [name]: value }));
              }}
            />
          </div>
        ))}
      </div>
      <p role="status">
        {!packet && started && t('ui.design.packetBad')}
        {packet && rules && rules.groups.length === 0 && t('ui.design.noGuard', { subnet })}
        {packet && deny && (
          <>
            <Status mark="fail" label={t('ui.mark.fail')} />{' '}
            {t('ui.design.denied', { rule: deny.rule, priority: deny.priority, group: deny.group })}
          </>
        )}
        {packet && !deny && last && (
          <>
            <Status mark="pass" label={t('ui.mark.pass')} />{' '}
            {t('ui.design.allowed', { rule: last.rule, priority: last.priority, group: last.group })}
          </>
        )}
      </p>
      {rules?.groups.map((group) => (
        <div key={group.group} class="scroll" tabIndex={0} role="group" aria-label={group.group}>
          <table class="design-table">
            <caption>{t('ui.design.asked', { group: group.group, direction })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('ui.design.priority')}</th>
                <th scope="col">{t('ui.design.rule')}</th>
                <th scope="col">{t('ui.design.match')}</th>
                <th scope="col">{t('ui.design.access')}</th>
              </tr>
            </thead>
            <tbody>
              {group.rules
                .filter((rule) => rule.direction === direction)
                .map((rule) => {
                  const decided = rules.verdicts?.some((verdict) => verdict.rule === rule.name && verdict.group === group.group);
                  return (
                    <tr key={rule.name} class={decided ? 'followed' : ''}>
                      <td class="mono">{rule.priority}</td>
                      <th scope="row">
                        {decided && (
                          <>
                            <span aria-hidden="true">➤ </span>
                            <span class="visually-hidden">{t('ui.design.decides')} </span>
                          </>
                        )}
                        {rule.name}
                      </th>
                      <td class="mono">
                        {rule.protocol} {rule.sourceAddressPrefixes.join(',')} → {rule.destinationAddressPrefixes.join(',')}:
                        {rule.destinationPortRanges.join(',')}
                      </td>
                      <td>{rule.access}</td>
                    </tr>
                  );
                })}
            </tbody>
          </table>
        </div>
      ))}
      {rules && rules.tags.length > 0 && (
        <details>
          <summary>{t('ui.design.tags')}</summary>
          <ul class="compare-remarks">
            {rules.tags.map(({ tag, addressPrefixes }) => (
              <li key={tag}>
                <strong>{tag}</strong>:{' '}
                <span class="mono">
                  {addressPrefixes.join(', ') || t(`design.tag.${tag === 'Internet' ? 'Internet' : 'other'}`)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="cites">F-6 · F-7 · F-8 · F-9</p>
    </section>
  );
}

/** Undefined until both ends are addresses and both ports are ports. */
function packetOf(
  typed: Readonly<Record<(typeof FIELDS)[number], string>>,
  direction: GuardedPacket['direction'],
  protocol: GuardedPacket['protocol'],
): GuardedPacket | undefined {
  const [source, destination] = [typed.source.trim(), typed.destination.trim()];
  const ports = [typed.sourcePort, typed.destinationPort].map((text) =>
    /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN,
  );
  const [sourcePort = Number.NaN, destinationPort = Number.NaN] = ports;
  const good = parseIpv4(source) !== undefined && parseIpv4(destination) !== undefined && ports.every((port) => port <= 65_535);
  return good ? { direction, protocol, source, destination, sourcePort, destinationPort } : undefined;
}
