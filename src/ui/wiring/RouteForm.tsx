// One row of the table of routes in hand: each field is one edit, written as kubectl would write it.
import { useId } from 'preact/hooks';
import { listObjects } from '../../engine/model/spec.ts';
import { classLine, pathTypesOf, removeRowLine, rowLine, type RouteRow, secretLine } from '../../studio/wiring/routes.ts';
import { useApp, useWords } from '../context.tsx';
import { backendChoices } from './backendChoices.ts';
import { LineField } from './LineField.tsx';
import { useWire } from './useWire.ts';

interface RouteFormProps {
  readonly row: RouteRow;
  readonly editable: boolean;
  readonly onRemoved: () => void;
}

export function RouteForm({ row, editable, onRemoved }: RouteFormProps): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const services = useApp((state) => state.results.compiled?.plan.services);
  const t = useWords();
  const id = useId();
  const { wire, refusal } = useWire(row.object);
  const { route } = row;
  const { namespace } = route.metadata;
  const [backend] = row.backends;
  const own = backend && backend.namespace === namespace ? '' : `${backend?.namespace ?? ''}/`;
  const held = backend ? `${own}${backend.service}:${backend.port}` : '';
  const choices = backendChoices(services ?? [], namespace, route.kind === 'HTTPRoute');
  const secrets = listObjects(spec, 'Secret').flatMap(({ metadata }) => (metadata.namespace === namespace ? metadata.name : []));
  const classes = listObjects(spec, 'IngressClass').map(({ metadata }) => metadata.name);
  const [host = ''] = row.hosts;
  const field = { disabled: !editable, wire };
  return (
    <section class="wiring-part" aria-labelledby={id}>
      <h3 id={id}>{t('wiring.row', { object: row.object })}</h3>
      {!editable && <p class="locked">{t('ui.yaml.locked')}</p>}
      {refusal && (
        <p class="warn" role="alert">
          {t(refusal.code, refusal.params)}
        </p>
      )}
      <div class="wiring-fields">
        {row.place && (
          <>
            <LineField {...field} words="host" value={row.hosts.join(', ')} lineOf={(text) => rowLine(row, { host: text })} />
            <LineField {...field} words="path" value={row.path} lineOf={(text) => rowLine(row, { path: text })} />
            <LineField
              {...field}
              words="pathType"
              value={row.pathType}
              choices={pathTypesOf(row)}
              lineOf={(text) => rowLine(row, { pathType: text })}
            />
          </>
        )}
        {row.backends.length <= 1 ? (
          <LineField
            {...field}
            words="backend"
            value={held}
            choices={choices.includes(held) || held === '' ? choices : [held, ...choices]}
            lineOf={(text) => rowLine(row, { backend: text })}
          />
        ) : (
          <p class="dim">{t('wiring.row.shares')}</p>
        )}
        {route.kind === 'Ingress' && host !== '' && (
          <LineField
            {...field}
            words="secret"
            value={row.secret?.split('/')[1] ?? ''}
            choices={['', ...new Set([...secrets, ...(row.secret === undefined ? [] : [row.secret.split('/')[1] ?? ''])])]}
            lineOf={(text) => secretLine(route, host, text)}
          />
        )}
        {route.kind === 'Ingress' && (
          <LineField
            {...field}
            words="class"
            value={route.spec.ingressClassName ?? ''}
            options={classes}
            lineOf={(text) => classLine(route, text.trim())}
          />
        )}
      </div>
      <div class="row">
        <button
          type="button"
          disabled={!editable}
          onClick={() => {
            void wire(removeRowLine(row)).then((done) => {
              if (done) onRemoved();
            });
          }}
        >
          {t('wiring.row.remove')}
        </button>
      </div>
    </section>
  );
}
