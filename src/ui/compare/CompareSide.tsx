// One of the two worlds: which mode it is in, its building (or its lists), what speaks against it, and the button that takes it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CLUSTER_MODES, type ClusterMode } from '../../engine/edit/clusterMode.ts';
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import { openSideStore } from '../../store/sideStore.ts';
import type { ComparedSide } from '../../store/comparison.ts';
import type { AppStore } from '../../store/context.ts';
import { Environment, useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { TwinOf } from '../twin/Twin.tsx';
import { ModeVerdictLine } from '../cni/ModeVerdictLine.tsx';
import { judgeMode, offeredFrom } from '../cni/modes.ts';
import { Status } from '../parts/Status.tsx';

const NOTHING: readonly Diagnostic[] = [];

interface CompareSideProps {
  readonly side: ComparedSide;
  readonly lists: boolean;
  readonly busy: boolean;
}

export function CompareSide({ side, lists, busy }: CompareSideProps): preact.JSX.Element | null {
  const comparison = useApp((state) => state.session.comparison);
  const level = useApp((state) => state.session.level);
  const world = useApp((state) => state.results.compared?.[side]);
  const refusedAll = useApp((state) => state.results.compared?.refused !== undefined);
  const environment = useEnvironment();
  const own = useMemo(() => openSideStore(environment.store, side), []);
  useEffect(() => () => own.stop(), []);
  const inside = useMemo(() => ({ ...environment, store: own.store }), [own]);
  const base = useApp((state) => state.document.spec.network);
  const known = useApp((state) => state.results.compiled?.diagnostics) ?? NOTHING;
  const notice = useApp((state) => state.session.notice);
  const [refused, setRefused] = useState(false);
  const actions = useActions();
  const t = useWords();
  if (!comparison) return null;
  const mode = comparison[side];
  const choose = (text: string): void => {
    const next = CLUSTER_MODES.find((each): each is ClusterMode => each === text);
    setRefused(false);
    if (next) void actions.compare({ left: comparison.left, right: comparison.right, [side]: next });
  };
  const current = !busy && world?.report.current === true;
  const verdict = world && !busy ? judgeMode({ level, base, known }, world.spec.network, world.compiled.diagnostics) : {};
  const taken = world !== undefined && verdict.kept === undefined && verdict.refusal === undefined;
  const said = verdict.fault !== undefined || (!current && verdict.kept !== undefined);
  return (
    <section class="compare-side" data-side={side} aria-label={t(`ui.compare.${side}`)}>
      <div class="row">
        <select aria-label={t(`ui.compare.${side}`)} value={mode} onChange={(event) => choose(event.currentTarget.value)}>
          {offeredFrom(mode).map((each) => (
            <option key={each} value={each}>
              {t(`mode.name.${each}`)}
            </option>
          ))}
        </select>
        {current ? (
          <span class="tag">{t('ui.design.current')}</span>
        ) : (
          <button
            type="button"
            disabled={busy || !taken}
            aria-describedby={said ? `compare-why-${side}` : undefined}
            onClick={() => void actions.takeMode(side).then((done) => setRefused(!done))}
          >
            {t('ui.compare.take')}
          </button>
        )}
      </div>
      {said && <ModeVerdictLine id={`compare-why-${side}`} verdict={verdict} />}
      <Environment.Provider value={inside}>
        {lists ? (
          <div class="compare-list">
            <TwinOf looking />
          </div>
        ) : (
          <SideBoard world={own.store} cannot={verdict.fault !== undefined} />
        )}
      </Environment.Provider>
      {refused && notice && (
        <p class="warn" role="alert">
          {t(notice.code, notice.params)}
        </p>
      )}
      {!busy && !world && !refusedAll && <p class="warn">{t('mode.noRoom')}</p>}
    </section>
  );
}

interface SideBoardProps {
  readonly world: AppStore;
  /** What is drawn is a wish. */
  readonly cannot: boolean;
}

function SideBoard({ world, cannot }: SideBoardProps): preact.JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const { mountBoard } = useEnvironment();
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const t = useWords();
  useEffect(() => {
    const parent = host.current;
    if (!parent) return undefined;
    let gone = false;
    let remove = (): void => undefined;
    mountBoard(parent, world).then(
      (handle) => {
        if ('failed' in handle) setFailed(handle.failed);
        else if (gone) handle.remove();
        else remove = handle.remove;
      },
      () => setFailed('load'),
    );
    return () => {
      gone = true;
      remove();
    };
  }, []);
  return (
    <div class={cannot ? 'compare-board cannot' : 'compare-board'}>
      <div class="board" ref={host} />
      {cannot && (
        <p class="compare-cannot">
          <Status mark="fail" label={t('ui.severity.error')} /> {t('ui.compare.cannot')}
        </p>
      )}
      {failed !== undefined && <p class="board-failed">{t('ui.board.failed', { reason: failed })}</p>}
    </div>
  );
}
