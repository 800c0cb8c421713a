// What is selected, in words and fields, with the two things one does with it: send from here, send to here.
import { useActions, useApp, useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import { fieldsOf } from './fields.ts';
import { useFacts, useFactWords } from './StateList.tsx';

export function Details(): preact.JSX.Element | null {
  const selection = useApp((state) => state.session.selection);
  const plan = useApp((state) => state.results.compiled?.plan);
  const spec = useApp((state) => state.document.spec);
  const facts = useFacts();
  const factWords = useFactWords();
  const actions = useActions();
  const t = useWords();
  if (selection === undefined || !plan) return <p class="dim">{t('ui.details.none')}</p>;
  const name = selection.slice(selection.indexOf(':') + 1);
  const pod = selection.startsWith('pod:') ? plan.pods.find((item) => `${item.namespace}/${item.name}` === name) : undefined;
  const service = selection.startsWith('service:')
    ? plan.services.find((item) => `${item.namespace}/${item.name}` === name)
    : undefined;
  const fields = fieldsOf(selection, { plan, spec }, t);
  const target = pod
    ? `pod:${name}:${pod.ports[0]?.port ?? 80}`
    : service
      ? `${name}:${service.ports[0]?.port ?? 80}`
      : undefined;
  const goalSender = pod ? name : undefined;
  const other = plan.pods.find((item) => `${item.namespace}/${item.name}` !== name);
  return (
    <section class="details" aria-live="polite" aria-label={t('ui.details')}>
      <h3>{selection}</h3>
      <dl>
        {fields.map(({ label, value, field }) => (
          <div key={label}>
            <dt>{field ? <code>{label}</code> : label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {facts
        .filter((fact) => fact.selection === selection)
        .map((fact, index) => (
          <p key={index}>
            <strong>{t(`state.word.${fact.state}`)}:</strong> <Prose text={factWords(fact)} />
          </p>
        ))}
      {target !== undefined && other && !goalSender && (
        <button type="button" onClick={() => void actions.send(`${other.namespace}/${other.name}`, target)}>
          {t('ui.details.try', { from: `${other.namespace}/${other.name}` })}
        </button>
      )}
    </section>
  );
}
