// Another row for an Ingress or HTTPRoute that is there: host, path, type, backend; one edit.
import { useState } from 'preact/hooks';
import type { HTTPRoute } from '../../engine/model/gateway.ts';
import type { Ingress } from '../../engine/model/ingress.ts';
import { formatRef, refOf } from '../../engine/model/spec.ts';
import { addRowLine, pathTypesOf } from '../../studio/wiring/routes.ts';
import { useApp, useWords } from '../context.tsx';
import { backendChoices } from './backendChoices.ts';
import { useWire } from './useWire.ts';

export function NewRoute({ routes }: { readonly routes: readonly (Ingress | HTTPRoute)[] }): preact.JSX.Element | null {
  const services = useApp((state) => state.results.compiled?.plan.services);
  const t = useWords();
  const [chosen, setChosen] = useState('');
  const [typedHost, setHost] = useState<string>();
  const [path, setPath] = useState('/');
  const [pathType, setPathType] = useState('');
  const [backend, setBackend] = useState('');
  const route = routes.find((each) => formatRef(refOf(each)) === chosen) ?? routes[0];
  const key = route ? formatRef(refOf(route)) : '';
  const { wire, refusal } = useWire(key);
  if (!route) return null;
  // A row without a host loses to every rule that names one, so the route's own host stands there first.
  const host = typedHost ?? (route.kind === 'Ingress' ? (route.spec.rules?.find((rule) => rule.host)?.host ?? '') : '');
  const types = pathTypesOf({ route });
  const choices = backendChoices(services ?? [], route.metadata.namespace, route.kind === 'HTTPRoute');
  const add = (): void => {
    const row = {
      host,
      path,
      pathType: types.includes(pathType) ? pathType : (types[0] ?? ''),
      backend: choices.includes(backend) ? backend : (choices[0] ?? ''),
    };
    void wire(addRowLine(route, row));
  };
  return (
    <details class="wiring-more wiring-part">
      <summary>{t('wiring.row.new')}</summary>
      {refusal && (
        <p class="warn" role="alert">
          {t(refusal.code, refusal.params)}
        </p>
      )}
      <div class="wiring-fields">
        <label class="design-field">
          <span>{t('wiring.row.object')}</span>
          <select value={key} onChange={(event) => setChosen(event.currentTarget.value)}>
            {routes.map((each) => (
              <option key={formatRef(refOf(each))} value={formatRef(refOf(each))}>
                {formatRef(refOf(each))}
              </option>
            ))}
          </select>
        </label>
        {route.kind === 'Ingress' && (
          <label class="design-field">
            <span>{t('wiring.row.host')}</span>
            <input class="mono" spellcheck={false} value={host} onInput={(event) => setHost(event.currentTarget.value)} />
          </label>
        )}
        <label class="design-field">
          <span>{t('wiring.row.path')}</span>
          <input class="mono" spellcheck={false} value={path} onInput={(event) => setPath(event.currentTarget.value)} />
        </label>
        <label class="design-field">
          <span>{t('wiring.row.pathType')}</span>
          <select
            value={types.includes(pathType) ? pathType : types[0]}
            onChange={(event) => setPathType(event.currentTarget.value)}
          >
            {types.map((type) => (
              <option key={type} value={type}>
                {type}
              </option>
            ))}
          </select>
        </label>
        <label class="design-field">
          <span>{t('wiring.row.backend')}</span>
          <select
            value={choices.includes(backend) ? backend : choices[0]}
            onChange={(event) => setBackend(event.currentTarget.value)}
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        </label>
      </div>
      <button type="button" class="add" disabled={choices.length === 0} onClick={add}>
        {t('wiring.row.add')}
      </button>
    </details>
  );
}
