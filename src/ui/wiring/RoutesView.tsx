// Ingresses and HTTPRoutes as one table: host, path, type, backend, who serves it, which certificate its name would get; below it a request to try.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ingress } from '../../engine/model/ingress.ts';
import type { HTTPRoute } from '../../engine/model/gateway.ts';
import { formatRef, listObjects, refOf } from '../../engine/model/spec.ts';
import type { RouteStudy } from '../../store/wiringTypes.ts';
import { isRowOf, routeRows, type RouteRow } from '../../studio/wiring/routes.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { canEdit } from '../yaml/canEdit.ts';
import { NewRoute } from './NewRoute.tsx';
import { RouteForm } from './RouteForm.tsx';
import { CertificateCell, RouterCell } from './RouteCells.tsx';
import { type Decided, TryRequest } from './TryRequest.tsx';

export function RoutesView(): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const level = useApp((state) => state.session.level);
  const compiled = useApp((state) => state.results.compiled);
  const actions = useActions();
  const t = useWords();
  const [study, setStudy] = useState<RouteStudy | undefined>(undefined);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [decided, setDecided] = useState<Decided | undefined>(undefined);
  const rows = useMemo(() => routeRows(spec), [spec]);
  const routes: readonly (Ingress | HTTPRoute)[] = useMemo(
    () => [...listObjects(spec, 'Ingress'), ...listObjects(spec, 'HTTPRoute')],
    [spec],
  );
  useEffect(() => {
    let stale = false;
    void actions.studyRoutes().then((answer) => {
      if (!stale && answer) setStudy(answer);
    });
    return () => {
      stale = true;
    };
  }, [spec, compiled]);
  useEffect(() => setDecided(undefined), [spec]);
  const row = rows.find((each) => idOf(each) === chosen);
  if (routes.length === 0) return <p class="dim">{t('wiring.routes.none')}</p>;
  return (
    <>
      <TryRequest rows={rows} doors={study?.doors ?? []} onDecided={setDecided} />
      <div class="route-scroll" tabIndex={0} role="region" aria-label={t('wiring.routes')}>
        <table class="route-table">
          <thead>
            <tr>
              {['host', 'path', 'backend', 'router', 'certificate'].map((name) => (
                <th key={name} scope="col">
                  {t(`wiring.routes.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((each) => {
              const id = idOf(each);
              const hit = decided !== undefined && isRowOf(each, decided);
              return (
                <tr key={id} class={hit ? 'hit' : undefined} data-hit={hit}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link"
                      aria-expanded={id === chosen}
                      onClick={() => setChosen(id === chosen ? undefined : id)}
                    >
                      {each.hosts.map((host) => (host === '' ? t('wiring.routes.anyHost') : host)).join(', ')}
                    </button>
                    <small>{each.object}</small>
                    {hit && <strong class="route-hit">{t(decided.missed ? 'wiring.routes.missed' : 'wiring.routes.hit')}</strong>}
                  </th>
                  <td>
                    <code>{each.path === '' ? t('wiring.routes.otherwise') : each.path}</code> <small>{each.pathType}</small>
                    {each.also.map((text) => (
                      <small key={text} class="route-also">
                        {text}
                      </small>
                    ))}
                  </td>
                  <td>
                    {each.backends.map(({ namespace, service, port, weight }) => (
                      <code key={`${namespace}/${service}:${port}`} class="route-backend">
                        {`${namespace}/${service}:${port}${weight === undefined ? '' : ` ×${weight}`}`}
                      </code>
                    ))}
                    {each.backends.length === 0 && '—'}
                  </td>
                  <td>
                    <RouterCell row={each} study={study} />
                  </td>
                  <td>
                    <CertificateCell row={each} study={study} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {row && <RouteForm key={chosen} row={row} editable={canEdit(level, row.object)} onRemoved={() => setChosen(undefined)} />}
      <NewRoute routes={routes.filter((route) => canEdit(level, formatRef(refOf(route))))} />
    </>
  );
}

function idOf({ object, field }: RouteRow): string {
  return `${object} ${field}`;
}
