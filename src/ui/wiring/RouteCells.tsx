// Two cells of the table of routes: which class and controller serves it, and which certificate its names would get.
import type { RouteStudy } from '../../store/wiringTypes.ts';
import type { RouteRow } from '../../studio/wiring/routes.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';

interface CellProps {
  readonly row: RouteRow;
  readonly study: RouteStudy | undefined;
}

export function RouterCell({ row, study }: CellProps): preact.JSX.Element {
  const t = useWords();
  if (!study) return <>…</>;
  const objects = row.route.kind === 'Ingress' ? [row.object] : row.parents;
  if (objects.length === 0) return <Told mark="fail" text={t('wiring.router.noParent')} />;
  return (
    <>
      {objects.map((object) => {
        const router = study.routers.get(object);
        const name = router?.className ?? '';
        const gateway = object.startsWith('Gateway/') ? `${object.slice(8)} · ` : '';
        if (!router) return <Told key={object} mark="fail" text={t('wiring.router.missing', { object })} />;
        if (router.className === undefined) return <Told key={object} mark="fail" text={t('wiring.router.noClass')} />;
        if (!router.served) return <Told key={object} mark="fail" text={`${gateway}${t('wiring.router.unserved', { name })}`} />;
        const by = router.controller ?? t(`wiring.kind.${router.kind}`);
        const code = router.byDefault ? 'wiring.router.default' : 'wiring.router.served';
        return <Told key={object} mark="pass" text={`${gateway}${t(code, { name, by })}`} />;
      })}
    </>
  );
}

export function CertificateCell({ row, study }: CellProps): preact.JSX.Element {
  const t = useWords();
  if (!study) return <>…</>;
  const router = study.routers.get(row.object);
  const door = study.doors.find(({ api, className }) =>
    row.route.kind === 'HTTPRoute' ? api === 'gateway' : router?.className !== undefined && className === router.className,
  );
  const told = row.hosts.flatMap((host) => {
    const found = study.certificates.get(`${door?.name ?? ''} ${host}`);
    if (!found) return [];
    const { secret, names = [], fits } = found;
    if (secret === undefined)
      return [<Told key={host} mark={row.secret === undefined ? 'wait' : 'fail'} text={t('wiring.certificate.own')} />];
    const params = { secret, names: names.join(', ') };
    if (fits === undefined) return [<Told key={host} mark="wait" text={t('wiring.certificate.unknown', params)} />];
    return [
      <Told
        key={host}
        mark={fits ? 'pass' : 'fail'}
        text={t(fits ? 'wiring.certificate.fits' : 'wiring.certificate.other', params)}
      />,
    ];
  });
  return <>{told.length === 0 ? '—' : told}</>;
}

function Told({ mark, text }: { readonly mark: 'pass' | 'fail' | 'wait'; readonly text: string }): preact.JSX.Element {
  const t = useWords();
  const label = { pass: 'wiring.works', fail: 'ui.severity.error', wait: 'ui.severity.info' }[mark];
  return (
    <span class="route-told">
      <Status mark={mark} label={t(label)} /> <span>{text}</span>
    </span>
  );
}
