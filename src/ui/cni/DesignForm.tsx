// The numbers behind a mode: pools, prefixes, ranges, policy engine. A field is applied when it is left or Enter is pressed.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { useWords } from '../context.tsx';
import { ENGINES, withPool, withPrefix, withProfile } from './modes.ts';

interface DesignFormProps {
  readonly network: NetworkDocument;
  readonly locked: boolean;
  readonly onPut: (network: NetworkDocument) => void;
}

export function DesignForm({ network, locked, onPut }: DesignFormProps): preact.JSX.Element | null {
  const t = useWords();
  const cluster = network.managedClusters[0];
  if (!cluster) return null;
  const profile = cluster.networkProfile;
  const subnets = network.virtualNetworks.flatMap((vnet) => vnet.subnets);
  return (
    <fieldset class="design-form" disabled={locked}>
      <legend>{t('ui.design.numbers')}</legend>
      {cluster.agentPoolProfiles.map((pool) => (
        <div class="row" key={pool.name}>
          <NumberField
            label={t('ui.design.count', { pool: pool.name })}
            value={pool.count}
            min={1}
            max={1000}
            onValue={(count) => onPut(withPool(network, pool.name, { count }))}
          />
          <NumberField
            label={t('ui.design.maxPods', { pool: pool.name })}
            value={pool.maxPods}
            min={10}
            max={250}
            onValue={(maxPods) => onPut(withPool(network, pool.name, { maxPods }))}
          />
        </div>
      ))}
      {subnets.map((subnet) => (
        <TextField
          key={subnet.name}
          label={t('ui.design.prefix', { subnet: subnet.name })}
          value={subnet.addressPrefix}
          onValue={(text) => onPut(withPrefix(network, subnet.name, text))}
        />
      ))}
      {profile.podCidr !== undefined && (
        <TextField
          label={t('ui.design.podCidr')}
          value={profile.podCidr}
          onValue={(podCidr) => onPut(withProfile(network, { podCidr }))}
        />
      )}
      <label class="field">
        {t('ui.design.engine')}
        <select
          value={profile.networkPolicy ?? 'none'}
          onChange={(event) => {
            const networkPolicy = ENGINES.find((engine) => engine === event.currentTarget.value);
            if (networkPolicy) onPut(withProfile(network, { networkPolicy }));
          }}
        >
          {(profile.networkPolicy === 'spec' ? (['spec', ...ENGINES] as const) : ENGINES).map((engine) => (
            <option key={engine} value={engine}>
              {t(`policyEngine.${engine}`)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (text: string) => void;
}): preact.JSX.Element {
  return (
    <label class="field">
      {props.label}
      <input
        class="mono"
        key={props.value}
        defaultValue={props.value}
        spellcheck={false}
        pattern="\d{1,3}(\.\d{1,3}){3}/\d{1,2}"
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          if (event.currentTarget.reportValidity() && text !== props.value) props.onValue(text);
        }}
      />
    </label>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly onValue: (value: number) => void;
}

function NumberField({ label, value, min, max, onValue }: NumberFieldProps): preact.JSX.Element {
  return (
    <label class="field">
      {label}
      <input
        type="number"
        key={value}
        defaultValue={value}
        min={min}
        max={max}
        onChange={(event) => {
          const next = Number(event.currentTarget.value);
          if (event.currentTarget.value !== '' && event.currentTarget.reportValidity() && next !== value) onValue(next);
        }}
      />
    </label>
  );
}
