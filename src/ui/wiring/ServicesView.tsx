// One Service after another: the choice, and the one in hand. The one in trouble comes first.
import { useEffect, useState } from 'preact/hooks';
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import { findObject } from '../../engine/model/spec.ts';
import type { Service } from '../../engine/model/kubernetes.ts';
import { troubleOf } from '../../studio/wiring/plugs.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { canEdit } from '../yaml/canEdit.ts';
import { ServiceDesk } from './ServiceDesk.tsx';

export function ServicesView(): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const level = useApp((state) => state.session.level);
  const plan = useApp((state) => state.results.compiled?.plan);
  const selection = useApp((state) => state.session.selection);
  const drafts = useApp((state) => state.session.drafts);
  const actions = useActions();
  const t = useWords();
  const [kept, setKept] = useState<string | undefined>(undefined);
  const services = plan?.services ?? [];
  const open = (item: ServicePlan): boolean => canEdit(level, `Service/${nameOf(item)}`);
  const wanted = selection?.startsWith('service:') ? selection.slice(8) : kept;
  const chosen =
    services.find((item) => nameOf(item) === wanted) ??
    services.find((item) => open(item) && troubleOf(item) !== undefined) ??
    services.find(open) ??
    services[0];
  const shown = chosen && nameOf(chosen);
  // Mended, it stays in hand.
  useEffect(() => setKept(shown), [shown]);
  if (!plan || !chosen) return <p class="dim">{t('wiring.none')}</p>;
  const name = nameOf(chosen);
  const found = findObject(spec, { kind: 'Service', namespace: chosen.namespace, name: chosen.name });
  const service: Service | undefined = found?.kind === 'Service' ? found : undefined;
  const label = (item: ServicePlan): string => {
    const trouble = troubleOf(item);
    const draft = drafts[`Service/${nameOf(item)}`] === undefined ? '' : ' *';
    return `${nameOf(item)}${draft} · ${item.type}${trouble === undefined ? '' : ` · ${t(`wiring.trouble.${trouble}`)}`}`;
  };
  return (
    <>
      <label class="wiring-choice">
        <span>{t('wiring.service')}</span>
        <select
          value={name}
          onChange={(event) => {
            setKept(event.currentTarget.value);
            actions.select(`service:${event.currentTarget.value}`);
          }}
        >
          {services.map((item) => (
            <option key={nameOf(item)} value={nameOf(item)}>
              {label(item)}
            </option>
          ))}
        </select>
      </label>
      <ServiceDesk key={name} plan={chosen} service={service} pods={plan.pods} />
    </>
  );
}

function nameOf({ namespace, name }: ServicePlan): string {
  return `${namespace}/${name}`;
}
