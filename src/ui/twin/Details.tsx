// What is selected, in words and fields, with the two things one does with it: send from here, send to here.
import { listObjects } from '../../engine/model/spec.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
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
  const policy = selection.startsWith('policy:')
    ? listObjects(spec, 'NetworkPolicy').find((item) => `${item.metadata.namespace}/${item.metadata.name}` === name)
    : undefined;
  const fields: (readonly [string, string])[] = pod
    ? [
        [t('ui.twin.address'), pod.ip],
        [t('ui.twin.node'), pod.node],
        [
          t('ui.details.labels'),
          Object.entries(pod.labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(', '),
        ],
        [
          t('ui.twin.ports'),
          pod.ports.map((port) => `${port.name ? `${port.name} ` : ''}${port.port}/${port.protocol}`).join(', ') ||
            t('ui.twin.none'),
        ],
        [t('ui.details.owner'), pod.owner ?? ''],
      ]
    : service
      ? [
          [t('ui.twin.type'), service.type],
          [t('ui.twin.address'), service.clusterIP],
          [t('ui.details.selected'), service.selected.join(', ') || t('ui.twin.none')],
          [t('ui.twin.endpoints'), service.endpoints.join(', ') || t('ui.twin.none')],
        ]
      : policy
        ? [[t('ui.twin.types'), policy.spec.policyTypes.join(', ')]]
        : [];
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
        {fields
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
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
