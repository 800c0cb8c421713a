// What the overlay says, in words and figures, told politely as it changes: the address plan floor by floor, the reach step by step, and
// which pods a policy or Service selects while it is typed.
import type { SubnetPlan } from '../../engine/dataplane/plan.ts';
import type { Marked as MarkedPods } from '../../store/state.ts';
import { useApp, useWords } from '../context.tsx';

const MOST_NAMED = 4;
const MOST_FLOORS = 5;
/** Of an address plan; `reserved` are Azure's own five of every subnet. */
const PARTS = ['reserved', 'used', 'surge', 'free', 'missing'] as const;

export function OverlayLegend(): preact.JSX.Element {
  const overlay = useApp((state) => state.session.overlay);
  const marked = useApp((state) => state.results.marked);
  const insets = useApp((state) => state.session.insets);
  const t = useWords();
  const silent = overlay === 'none' && !marked;
  // Always there: a live region that comes with its words is often not read out.
  return (
    <section
      class={silent ? 'visually-hidden' : 'legend'}
      role="status"
      aria-label={t('ui.legend')}
      style={{ left: `${insets.left + 12}px`, '--top': `${insets.top + 12}px` }}
    >
      {marked && <Marked {...marked} />}
      {overlay === 'addresses' && <Addresses />}
      {overlay === 'routes' && <Routes />}
      {overlay === 'reach' && <Reach />}
    </section>
  );
}

function Marked({ object, typed, pods }: MarkedPods): preact.JSX.Element {
  const t = useWords();
  const name = object === 'new' ? t('ui.legend.draft') : object;
  if (pods.length === 0) return <p class="warn">{t('ui.legend.nobody', { object: name })}</p>;
  const more = pods.length - MOST_NAMED;
  const named = [...pods.slice(0, MOST_NAMED), ...(more > 0 ? [t('ui.legend.more', { count: more })] : [])].join(', ');
  return <p>{t(typed ? 'ui.legend.typed' : 'ui.legend.marked', { object: name, count: pods.length, pods: named })}</p>;
}

function Addresses(): preact.JSX.Element {
  const plan = useApp((state) => state.results.compiled?.plan);
  const t = useWords();
  const floors = (plan?.subnets ?? []).filter(({ used }) => used > 0).slice(0, MOST_FLOORS);
  const over = floors.some(({ free }) => free < 0);
  return (
    <>
      <p>{t('ui.legend.addresses')}</p>
      <ul>
        {PARTS.filter((part) => part !== 'missing' || over).map((part) => (
          <li key={part}>
            <span class={`swatch swatch-${part}`} aria-hidden="true" /> {t(`ui.legend.${part}`)}
          </li>
        ))}
      </ul>
      {floors.map((floor) => (
        <p key={floor.name} class={floor.free < 0 ? 'warn' : undefined}>
          {floorSentence(floor, t)}
        </p>
      ))}
    </>
  );
}

function floorSentence(floor: SubnetPlan, t: ReturnType<typeof useWords>): string {
  const { name, used, usable, needed, free } = floor;
  const surge = Math.max(0, needed - used);
  return free < 0
    ? t('ui.legend.floor.missing', { subnet: name, used, usable, missing: -free })
    : t('ui.legend.floor', { subnet: name, used, usable, surge, free });
}

function Routes(): preact.JSX.Element {
  const routed = useApp((state) =>
    state.document.spec.network.virtualNetworks.some((vnet) => vnet.subnets.some((subnet) => subnet.routeTable !== undefined)),
  );
  const t = useWords();
  return <p>{t(routed ? 'ui.legend.routes' : 'ui.legend.routes.none')}</p>;
}

function Reach(): preact.JSX.Element {
  const spread = useApp((state) => state.results.spread);
  const refused = useApp((state) => state.results.reachRefused === true);
  const chosen = useApp((state) => state.session.selection?.startsWith('pod:') === true);
  const t = useWords();
  if (refused) return <p class="warn">{t('ui.legend.reach.refused')}</p>;
  if (!spread) return <p>{t(chosen ? 'ui.legend.reach.working' : 'ui.legend.reach.choose')}</p>;
  return (
    <>
      <p>{t('ui.legend.reach', { pod: spread.pod, reached: spread.reached, count: spread.pods })}</p>
      <ul>
        {spread.steps
          .filter(({ count }) => count > 0)
          .map(({ distance, count }) => (
            <li key={distance}>{t('ui.legend.step', { distance, count })}</li>
          ))}
      </ul>
    </>
  );
}
