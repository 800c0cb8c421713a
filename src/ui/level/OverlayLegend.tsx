// What the overlay says, in words and figures, told politely as it changes: the address plan floor by floor, the reach step by step, and
// which pods a policy or Service selects while it is typed.
import type { SubnetPlan } from '../../engine/dataplane/plan.ts';
import type { Marked as MarkedPods } from '../../store/state.ts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';

const MOST_NAMED = 4;
const MOST_FLOORS = 5;
const MOST_LINES = 200;
/** Of an address plan; `reserved` are Azure's own five of every subnet. */
const PARTS = ['reserved', 'used', 'surge', 'free', 'missing'] as const;

/** `full`: beside the lists that stand in for the board, with everything that the board would show in place. */
export function OverlayLegend({ full = false }: { readonly full?: boolean }): preact.JSX.Element {
  const overlay = useApp((state) => state.session.overlay);
  const marked = useApp((state) => state.results.marked);
  const insets = useApp((state) => state.session.insets);
  const t = useWords();
  const silent = overlay === 'none' && !marked;
  const place = useRef<HTMLElement>(null);
  useCover(place, !full && !silent, insets);
  // Always there: a live region that comes with its words is often not read out.
  return (
    <section
      ref={place}
      class={silent ? 'visually-hidden' : full ? 'legend full' : 'legend'}
      role="status"
      aria-label={t('ui.legend')}
      style={{ left: `${insets.left + 12}px`, '--top': `${insets.top + 12}px` }}
    >
      {marked && <Marked {...marked} />}
      {overlay === 'addresses' && <Addresses full={full} />}
      {overlay === 'routes' && <Routes full={full} />}
      {overlay === 'reach' && <Reach full={full} />}
    </section>
  );
}

/** Tells the store what it lies over, so that the board writes nothing beneath it. */
function useCover(place: { readonly current: HTMLElement | null }, covers: boolean, insets: unknown): void {
  const actions = useActions();
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || !covers) return undefined;
    const measure = (): void => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      actions.setLegendBox({ left, top, right, bottom });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => {
      observer.disconnect();
      actions.setLegendBox(undefined);
    };
  }, [covers, insets]);
}

function Marked({ object, typed, by, pods }: MarkedPods): preact.JSX.Element {
  const plan = useApp((state) => state.results.compiled?.plan);
  const t = useWords();
  const name = object === 'new' ? t('ui.legend.draft') : object;
  if (pods.length === 0) return <p class="warn">{t('ui.legend.nobody', { object: name })}</p>;
  const list = named(pods, { most: MOST_NAMED, count: pods.length, t });
  const picked = new Set(pods);
  const idle = (plan?.pods ?? []).flatMap(({ namespace, name: pod, ready }) =>
    !ready && picked.has(`${namespace}/${pod}`) ? [`${namespace}/${pod}`] : [],
  );
  const unready = by === 'service' && idle.length > 0;
  return (
    <p>
      {t(`ui.legend.${typed ? 'typed' : 'marked'}.${by}`, { object: name, count: pods.length, pods: list })}
      {unready && ' '}
      {unready &&
        t('ui.legend.rings', {
          count: pods.length - idle.length,
          idle: idle.length,
          pods: named(idle, { most: MOST_NAMED, count: idle.length, t }),
        })}
    </p>
  );
}

function named(
  pods: readonly string[],
  { most, count, t }: { readonly most: number; readonly count: number; readonly t: ReturnType<typeof useWords> },
): string {
  const shown = pods.slice(0, most);
  const more = count - shown.length;
  return [...shown, ...(more > 0 ? [t('ui.legend.more', { count: more })] : [])].join(', ');
}

function Addresses({ full }: { readonly full: boolean }): preact.JSX.Element {
  const plan = useApp((state) => state.results.compiled?.plan);
  const t = useWords();
  const floors = (plan?.subnets ?? []).filter(({ used }) => used > 0).slice(0, full ? MOST_LINES : MOST_FLOORS);
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

function Routes({ full }: { readonly full: boolean }): preact.JSX.Element {
  const routed = useApp((state) =>
    state.document.spec.network.virtualNetworks.some((vnet) => vnet.subnets.some((subnet) => subnet.routeTable !== undefined)),
  );
  const t = useWords();
  return (
    <>
      <p>{t(routed ? 'ui.legend.routes' : 'ui.legend.routes.none')}</p>
      {full && <RouteLists />}
    </>
  );
}

/** The signposts as they are written. */
function RouteLists(): preact.JSX.Element {
  const network = useApp((state) => state.document.spec.network);
  const routed = network.virtualNetworks
    .flatMap(({ subnets }) => subnets)
    .flatMap(({ name, routeTable }) => {
      const table = network.routeTables?.find((one) => one.name === routeTable);
      return table ? [{ name, table }] : [];
    });
  return (
    <>
      {routed.slice(0, MOST_LINES).map(({ name, table }) => (
        <div key={name}>
          <h3>
            {name} · {table.name}
          </h3>
          <ul>
            {table.routes.slice(0, MOST_LINES).map((route) => (
              <li key={route.name}>
                <code>{route.addressPrefix}</code> → {route.nextHopType} {route.nextHopIpAddress}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function Reach({ full }: { readonly full: boolean }): preact.JSX.Element {
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
          .map(({ distance, count, pods }) => (
            <li key={distance}>
              {t('ui.legend.step', { distance, count })}
              {full &&
                `: ${named(
                  pods.map(({ pod }) => pod),
                  { most: MOST_LINES, count, t },
                )}`}
            </li>
          ))}
      </ul>
    </>
  );
}
