// What was typed and answered, oldest first, as text nodes in a log that screen readers follow.
import type { RefObject } from 'preact';
import { memo } from 'preact/compat';
import { watchPrice } from '../../store/drillClock.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import type { TerminalEntry } from '../../store/terminalTypes.ts';

export interface TerminalLogProps {
  readonly entries: readonly TerminalEntry[];
  /** Lines that wait for more. */
  readonly begun: string;
  readonly prompt: string;
  readonly screen: RefObject<HTMLDivElement | null>;
}

/** A long paste that wants more shows its beginning. */
const MOST_WAITING = 60;

const Entry = memo(function Entry({ entry }: { readonly entry: TerminalEntry }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  const price = useApp((state) => (entry.trace ? watchPrice(state.session, entry.trace.flow) : 0));
  if (entry.prompt !== undefined)
    return (
      <pre class="terminal-typed">
        <span class="terminal-prompt">{entry.prompt}</span>
        {entry.text}
      </pre>
    );
  const { trace } = entry;
  return (
    <>
      <pre class={entry.error ? 'terminal-error' : ''}>{entry.text}</pre>
      {trace ? (
        <button type="button" class="link small" onClick={() => actions.playTrace(trace)}>
          {price > 0 ? t('ui.drill.watch', { minutes: price }) : t('ui.terminal.watch')}
        </button>
      ) : null}
    </>
  );
});

export function TerminalLog({ entries, begun, prompt, screen }: TerminalLogProps): preact.JSX.Element {
  const t = useWords();
  const waiting = begun === '' ? [] : begun.slice(0, -1).split('\n').slice(0, MOST_WAITING);
  return (
    <div class="terminal-log" role="log" aria-label={t('ui.terminal.log')} tabIndex={0} ref={screen}>
      {entries.length === 0 ? <p>{t('ui.terminal.welcome')}</p> : null}
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
      {waiting.map((line, index) => (
        <pre class="terminal-typed" key={index}>
          <span class="terminal-prompt">{index === 0 ? prompt : '> '}</span>
          {line}
        </pre>
      ))}
    </div>
  );
}
