// Every change so far, the newest first: what one could have typed, the lines of YAML that differ, and the way back to before it.
import { useEffect, useState } from 'preact/hooks';
import type { DiffLine, Equivalents } from '../../manifest/equivalents.ts';
import type { LogEntry } from '../../store/state.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { HomeDialog } from './HomeDialog.tsx';
import { selectionOfRule } from '../twin/names.ts';

/** Shown at once; older ones on request. */
const PAGE = 30;

export function ChangesPanel(): preact.JSX.Element {
  const log = useApp((state) => state.document.log);
  const applied = useApp((state) => state.document.applied);
  const [open, setOpen] = useState<number | undefined>(applied - 1);
  const [most, setMost] = useState(PAGE);
  const [home, setHome] = useState(false);
  const t = useWords();
  useEffect(() => setOpen(applied - 1), [applied, log]);
  const newest = log.map((entry, index) => ({ entry, index })).reverse();
  return (
    <div class="changes">
      <div class="row">
        <button type="button" onClick={() => setHome(true)}>
          {t('ui.home.open')}
        </button>
        {log.length === 0 && <p class="dim">{t('ui.changes.none')}</p>}
      </div>
      {home && <HomeDialog onClose={() => setHome(false)} />}
      <ol reversed class="change-list">
        {newest.slice(0, most).map(({ entry, index }) => (
          <Change
            key={index}
            entry={entry}
            index={index}
            undone={index >= applied}
            open={open === index}
            onToggle={() => setOpen(open === index ? undefined : index)}
          />
        ))}
      </ol>
      {newest.length > most && (
        <button type="button" class="link" onClick={() => setMost(most + PAGE)}>
          {t('ui.changes.more', { count: newest.length - most })}
        </button>
      )}
    </div>
  );
}

interface ChangeProps {
  readonly entry: LogEntry;
  readonly index: number;
  readonly undone: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Change({ entry, index, undone, open, onToggle }: ChangeProps): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  return (
    <li class={undone ? 'change undone' : 'change'}>
      <div class="row">
        <button type="button" class="link change-name" aria-expanded={open} onClick={onToggle}>
          {t(entry.label, entry.params)}
        </button>
        {undone && <span class="tag plain">{t('ui.changes.undone')}</span>}
        <button type="button" class="quiet" onClick={() => actions.goToChange(undone ? index + 1 : index)}>
          {t(undone ? 'ui.changes.redo' : 'ui.changes.back')}
        </button>
      </div>
      {open && <Notations index={index} entry={entry} />}
    </li>
  );
}

function Notations({ index, entry }: { readonly index: number; readonly entry: LogEntry }): preact.JSX.Element | null {
  const [told, setTold] = useState<Equivalents | undefined>(undefined);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    let stale = false;
    void actions.equivalentsOf(index).then((answer) => {
      if (!stale) setTold(answer);
    });
    return () => {
      stale = true;
    };
  }, [entry]);
  if (!told) return null;
  return (
    <div class="notations">
      {told.commands !== '' && (
        <section aria-label={t('ui.changes.typed')}>
          <h3>
            {t('ui.changes.typed')} <CopyButton text={told.commands} />
          </h3>
          <pre tabIndex={0}>{told.commands}</pre>
        </section>
      )}
      {told.texts.map(({ key, lines }) => (
        <section key={key} aria-label={key}>
          <h3>
            {t('ui.changes.yaml', { object: key })}{' '}
            <button
              type="button"
              class="link"
              onClick={() => {
                actions.select(selectionOfRule(key));
                actions.openTab('bench', 'yaml');
              }}
            >
              {t('ui.changes.open')}
            </button>
          </h3>
          <pre tabIndex={0} class="diff">
            {lines.map((line, at) => (
              <Line key={at} line={line} />
            ))}
          </pre>
        </section>
      ))}
      {told.more > 0 && <p class="dim">{t('ui.changes.moreObjects', { count: told.more })}</p>}
    </div>
  );
}

const CLASSES: Readonly<Record<DiffLine['mark'], string>> = { '+': 'added', '-': 'removed', ' ': 'same', '…': 'same' };

function Line({ line: { mark, text } }: { readonly line: DiffLine }): preact.JSX.Element {
  return <span class={CLASSES[mark]}>{`${mark} ${text}\n`}</span>;
}
