// Step three: what may be changed. Kinds of objects per department, and parts of the Azure network; everything else stays as it is.
import { useState } from 'preact/hooks';
import { allObjects } from '../../engine/model/spec.ts';
import type { Editable } from '../../levels/level.ts';
import { MADE_CAPS } from '../../levels/made/madeLevel.ts';
import { useActions, useApp, useWords } from '../context.tsx';

const OFTEN = ['Service', 'NetworkPolicy', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Ingress', 'Gateway', 'HTTPRoute'];
const PARTS = [
  'virtualNetworks',
  'networkSecurityGroups',
  'routeTables',
  'natGateways',
  'azureFirewalls',
  'privateEndpoints',
  'privateDnsZones',
  'dnsZones',
  'publicIPAddresses',
  'applicationGateways',
  'managedClusters',
] as const;
const ANY = '*';

export function BuilderEditable(): preact.JSX.Element {
  const draft = useApp((state) => state.session.builder?.draft);
  const spec = useApp((state) => state.session.builder?.draft.start ?? state.document.spec);
  const actions = useActions();
  const t = useWords();
  const [kind, setKind] = useState('Service');
  const [namespace, setNamespace] = useState(ANY);
  const [makes, setMakes] = useState(true);
  const editable: Editable = draft?.editable ?? { objects: [], network: [] };
  const objects = allObjects(spec);
  const kinds = [...new Set([...OFTEN, ...objects.map((object) => object.kind)])].filter((name) => name !== 'Namespace');
  const spaces = [...new Set(objects.map(({ metadata }) => metadata.namespace))].filter((name) => name !== '');
  const parts = PARTS.filter((part) => (spec.network[part]?.length ?? 0) > 0);
  const change = (part: Partial<Editable>): void => actions.changeDraft({ editable: { ...editable, ...part } });
  const add = (): void => {
    const rest = editable.objects.filter((entry) => entry.kind !== kind || entry.namespace !== namespace);
    if (rest.length >= MADE_CAPS.editable) return;
    change({ objects: [...rest, { kind, namespace, ...(makes ? { create: true, remove: true } : {}) }] });
  };
  return (
    <div class="builder-part">
      <form
        class="builder-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <div class="row">
          <label class="field">
            {t('made.editable.kind')}
            <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
              {kinds.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            {t('made.editable.namespace')}
            <select value={namespace} onChange={(event) => setNamespace(event.currentTarget.value)}>
              <option value={ANY}>{t('made.editable.any')}</option>
              {spaces.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <label class="field-inline">
          <input type="checkbox" checked={makes} onChange={() => setMakes(!makes)} />
          {t('made.editable.makes')}
        </label>
        <button type="submit">{t('made.editable.add')}</button>
      </form>
      <ul class="builder-list">
        {editable.objects.map((entry) => (
          <li key={`${entry.kind}/${entry.namespace}`}>
            <span>
              {t(entry.create === true ? 'made.editable.entry.makes' : 'made.editable.entry', {
                kind: entry.kind,
                namespace: entry.namespace === ANY ? t('made.editable.any') : entry.namespace,
              })}
            </span>
            <button
              type="button"
              class="link"
              onClick={() => change({ objects: editable.objects.filter((each) => each !== entry) })}
            >
              {t('made.goals.remove')}
            </button>
          </li>
        ))}
      </ul>
      <fieldset class="builder-parts">
        <legend>{t('made.editable.network')}</legend>
        {parts.map((part) => (
          <label key={part} class="field-inline">
            <input
              type="checkbox"
              checked={editable.network.includes(part)}
              onChange={(event) =>
                change({
                  network: event.currentTarget.checked
                    ? [...editable.network, part]
                    : editable.network.filter((name) => name !== part),
                })
              }
            />
            <code>{part}</code>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
