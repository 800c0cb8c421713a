// Who reaches whom: a real table, rows write, columns receive. Each cell is a button with a sign and a number; arrow keys walk, Enter asks what
// would change it. Rules: NP2, NP4.
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Cell, Grouping, PodGroup } from '../../studio/matrix.ts';
import { summariseMatrix } from '../../studio/matrix.ts';
import type { Study } from '../../store/studioTypes.ts';
import { useApp, useWords } from '../context.tsx';
import { OffersDialog } from './OffersDialog.tsx';

const SIGNS = { all: '✓', some: '◐', none: '✕', silent: '·' } as const;
/** More rows than this are shown by namespace until workloads are asked for. */
const MANY = 40;
/** More buttons than this are no table to read, and slow to draw. */
const MOST_CELLS = 4000;

export function MatrixView({ study }: { readonly study: Study | undefined }): preact.JSX.Element {
  const plan = useApp((state) => state.results.compiled?.plan);
  const pods = plan?.pods;
  const t = useWords();
  const [grouping, setGrouping] = useState<Grouping | undefined>(undefined);
  const [port, setPort] = useState<string | undefined>(undefined);
  const [system, setSystem] = useState(false);
  const [senders, setSenders] = useState<string | undefined>(undefined);
  const [receivers, setReceivers] = useState<string | undefined>(undefined);
  const [asked, setAsked] = useState<readonly [PodGroup, PodGroup] | undefined>(undefined);
  const matrix = study?.matrix;
  const by: Grouping = grouping ?? ((pods ?? []).length > MANY * 4 ? 'namespace' : 'workload');
  const summary = useMemo(
    () => (matrix && pods ? summariseMatrix(matrix, pods, { grouping: by, port }) : undefined),
    [matrix, pods, by, port],
  );
  if (!study || !plan || !pods) return <p>{t('ui.loading')}</p>;
  if (!matrix || !summary) return <p>{t('ui.studio.tooMany')}</p>;
  const shown = summary.groups.flatMap(({ namespace }, index) => (system || namespace !== 'kube-system' ? [index] : []));
  const spaces = [...new Set(summary.groups.map(({ namespace }) => namespace))];
  const within = (space: string | undefined): readonly number[] =>
    space === undefined || !spaces.includes(space)
      ? shown
      : summary.groups.flatMap(({ namespace }, index) => (namespace === space ? [index] : []));
  const [rows, columns] = [within(senders), within(receivers)];
  return (
    <div class="studio-matrix">
      <p class="dim">{t('ui.studio.matrix.about')}</p>
      <div class="studio-matrix-tools">
        <label class="field">
          {t('ui.studio.matrix.port')}
          <select value={port ?? ''} onChange={(event) => setPort(event.currentTarget.value || undefined)}>
            <option value="">{t('ui.studio.matrix.anyPort')}</option>
            {matrix.ports.map((name) => (
              <option key={name} value={name}>
                {name.split('/').reverse().join(' ')}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {t('ui.studio.matrix.rows')}
          <select
            value={by}
            onChange={(event) => setGrouping(event.currentTarget.value === 'namespace' ? 'namespace' : 'workload')}
          >
            <option value="workload">{t('ui.studio.matrix.workload')}</option>
            <option value="namespace">{t('ui.studio.matrix.namespace')}</option>
          </select>
        </label>
        {spaces.length > 2 && (
          <>
            <SpaceSelect label={t('ui.studio.matrix.senders')} value={senders} spaces={spaces} onChoose={setSenders} />
            <SpaceSelect label={t('ui.studio.matrix.receivers')} value={receivers} spaces={spaces} onChoose={setReceivers} />
          </>
        )}
        <label class="field-inline">
          <input type="checkbox" checked={system} onChange={() => setSystem(!system)} />
          {t('ui.studio.matrix.system')}
        </label>
      </div>
      {rows.length * columns.length > MOST_CELLS ? (
        <p class="warn">{t('ui.studio.matrix.large', { rows: rows.length, columns: columns.length })}</p>
      ) : (
        <Grid
          groups={summary.groups}
          cells={summary.cells}
          rows={rows}
          columns={columns}
          onAsk={(from, to) => setAsked([from, to])}
        />
      )}
      <p class="studio-legend">
        {(['all', 'some', 'none', 'silent'] as const).map((state) => (
          <span key={state}>
            <span class={`studio-cell ${state}`} aria-hidden="true">
              {SIGNS[state]}
            </span>{' '}
            {t(`ui.studio.cell.${state}`)}
          </span>
        ))}
      </p>
      {asked && (
        <OffersDialog
          groups={asked}
          matrix={matrix}
          plan={plan}
          {...(port === undefined ? {} : { port })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

function SpaceSelect(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly spaces: readonly string[];
  readonly onChoose: (space: string | undefined) => void;
}): preact.JSX.Element {
  const t = useWords();
  const { label, value, spaces, onChoose } = props;
  return (
    <label class="field">
      {label}
      <select value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value || undefined)}>
        <option value="">{t('ui.studio.matrix.everyNamespace')}</option>
        {spaces.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface GridProps {
  readonly groups: readonly PodGroup[];
  readonly cells: readonly (readonly Cell[])[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly onAsk: (from: PodGroup, to: PodGroup) => void;
}

/** One stop for Tab: the cell that was last visited. */
function Grid({ groups, cells, rows, columns, onAsk }: GridProps): preact.JSX.Element {
  const t = useWords();
  const [place, setPlace] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const [bottom, right] = [rows.length - 1, columns.length - 1];
  const [row, column] = [Math.min(place[0], bottom), Math.min(place[1], right)];
  const onKey = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, right],
    };
    const next = moves[event.key];
    if (!next) return;
    event.preventDefault();
    const clamped = [Math.min(bottom, Math.max(0, next[0])), Math.min(right, Math.max(0, next[1]))] as const;
    setPlace(clamped);
    table.current?.querySelector<HTMLElement>(`[data-cell="${clamped[0]} ${clamped[1]}"]`)?.focus();
  };
  return (
    <div class="scroll">
      <table ref={table} class="studio-grid" onKeyDown={onKey}>
        <caption class="visually-hidden">{t('ui.studio.view.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ui.studio.matrix.corner')}</th>
            {columns.map((to) => (
              <th key={to} scope="col">
                <span>{groups[to]?.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((from, at) => (
            <tr key={from}>
              <th scope="row">{groups[from]?.name}</th>
              {columns.map((to, across) => {
                const [sender, receiver, cell] = [groups[from], groups[to], cells[from]?.[to]];
                if (!sender || !receiver || !cell) return null;
                const { state, allowed, pairs } = cell;
                const words = t(`ui.studio.cell.${state}`);
                return (
                  <td key={to}>
                    <button
                      type="button"
                      class={`studio-cell ${state}`}
                      data-cell={`${at} ${across}`}
                      tabIndex={at === row && across === column ? 0 : -1}
                      aria-disabled={state === 'silent'}
                      aria-label={t('ui.studio.cell', { from: sender.name, to: receiver.name, state: words, allowed, pairs })}
                      title={t('ui.studio.cell', { from: sender.name, to: receiver.name, state: words, allowed, pairs })}
                      onFocus={() => setPlace([at, across])}
                      onClick={() => {
                        if (state !== 'silent') onAsk(sender, receiver);
                      }}
                    >
                      {SIGNS[state]}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
