// The terminal: a log of what was typed and answered, one input line, a list of what may complete it. Escape lets Tab leave; nothing traps the focus.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useActions, useApp, useNetworkWords, useWords } from '../context.tsx';
import { commonBeginning, insertAt, type Line } from './lineEditing.ts';
import { TerminalLog } from './TerminalLog.tsx';

const CONTINUED = '> ';

export function TerminalPanel(): preact.JSX.Element {
  const view = useApp((state) => state.session.terminal);
  const actions = useActions();
  const t = useWords();
  const spoken = useNetworkWords();
  const input = useRef<HTMLInputElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  /** Lines of a text that wants more. */
  const [begun, setBegun] = useState('');
  const [candidates, setCandidates] = useState<{ readonly from: number; readonly list: readonly string[] }>({
    from: 0,
    list: [],
  });
  /** Escape was pressed: the next Tab leaves. */
  const [free, setFree] = useState(false);
  const [back, setBack] = useState(0);

  useLayoutEffect(() => {
    screen.current?.scrollTo({ top: screen.current.scrollHeight });
  }, [view.entries, begun, candidates]);
  useEffect(() => {
    // Who came by pointer wants to type; who walks the tabs by keyboard goes on walking.
    if (document.activeElement?.matches(':focus-visible') !== true) input.current?.focus({ preventScroll: true });
  }, []);

  const write = ({ text, cursor }: Line): void => {
    const field = input.current;
    if (!field) return;
    field.value = text;
    field.setSelectionRange(cursor, cursor);
  };
  const closeList = (): void => setCandidates((old) => (old.list.length === 0 ? old : { from: 0, list: [] }));
  const run = async (text: string): Promise<void> => {
    setBack(0);
    closeList();
    if (await actions.wantsMore(text)) return setBegun(`${text}\n`);
    setBegun('');
    await actions.typeLine(text, spoken);
    input.current?.focus({ preventScroll: true });
  };
  const enter = (): void => {
    const typed = input.current?.value ?? '';
    write({ text: '', cursor: 0 });
    if (begun === '' && typed.trim() === '') return;
    void run(`${begun}${typed}`);
  };
  const complete = async (): Promise<void> => {
    const field = input.current;
    if (!field) return;
    const { value, selectionStart } = field;
    const cursor = selectionStart ?? value.length;
    const { from, candidates: list } = await actions.completeLine(value, cursor);
    if (input.current?.value !== value) return;
    const [only] = list;
    const beginning = commonBeginning(list);
    if (list.length === 1 && only !== undefined) {
      write(insertAt({ text: value, cursor }, from, /[=/]$/.test(only) ? only : `${only} `));
      return closeList();
    }
    if (beginning.length > cursor - from) write(insertAt({ text: value, cursor }, from, beginning));
    setCandidates({ from, list });
  };
  const recall = (by: 1 | -1): void => {
    const to = Math.min(view.history.length, Math.max(0, back + by));
    const text = to === 0 ? '' : (view.history.at(-to) ?? '');
    setBack(to);
    const [first = '', ...more] = text.split('\n');
    // A text of several lines comes back whole: all but its last line stand above.
    if (more.length > 0) setBegun(`${[first, ...more.slice(0, -1)].join('\n')}\n`);
    else setBegun('');
    const last = more.at(-1) ?? first;
    write({ text: last, cursor: last.length });
  };
  const onKey = (event: KeyboardEvent): void => {
    const field = input.current;
    if (!field || event.isComposing) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key !== 'Tab' && key !== 'Shift' && key !== 'Escape') setFree(false);
    if (ctrlKey && !metaKey && !altKey && (key === 'c' || key === 'l')) {
      if (key === 'c' && (field.selectionStart !== field.selectionEnd || String(getSelection() ?? '') !== '')) return;
      event.preventDefault();
      if (key === 'l') return actions.clearTerminal();
      if (view.busy) return actions.stopLine();
      actions.giveUpLine(field.value);
      setBegun('');
      closeList();
      return write({ text: '', cursor: 0 });
    }
    if (key === 'Enter') {
      event.preventDefault();
      if (!view.busy) enter();
    } else if (key === 'Escape') {
      if (candidates.list.length > 0) closeList();
      setFree(true);
    } else if (key === 'Tab' && !shiftKey && !free && field.value.trim() !== '') {
      event.preventDefault();
      void complete();
    } else if (key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      recall(key === 'ArrowUp' ? 1 : -1);
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = (event.clipboardData?.getData('text/plain') ?? '').replaceAll('\r\n', '\n');
    const field = input.current;
    if (!field || !pasted.includes('\n')) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = field;
    const whole = value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? value.length);
    const end = whole.lastIndexOf('\n');
    write({ text: whole.slice(end + 1), cursor: whole.length - end - 1 });
    if (!view.busy) void run(`${begun}${whole.slice(0, end)}`);
  };

  return (
    <div class="terminal">
      <TerminalLog entries={view.entries} begun={begun} prompt={view.prompt} screen={screen} />
      <div class="terminal-line">
        <label for="terminal-input" class="terminal-prompt">
          <span aria-hidden="true">{begun === '' ? view.prompt : CONTINUED}</span>
          <span class="visually-hidden">
            {t(begun === '' ? 'ui.terminal.input' : 'ui.terminal.more', {
              place: view.prompt.replace(/^.*@/, '').split(':')[0] ?? '',
            })}
          </span>
        </label>
        <input
          id="terminal-input"
          ref={input}
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby="terminal-keys"
          onKeyDown={onKey}
          onPaste={onPaste}
          onInput={closeList}
        />
        {view.busy ? (
          <button type="button" class="small" onClick={() => actions.stopLine()}>
            {t('ui.terminal.stop')}
          </button>
        ) : null}
      </div>
      {candidates.list.length > 0 ? (
        <ul class="terminal-candidates" aria-label={t('ui.terminal.candidates')}>
          {candidates.list.map((word) => (
            <li key={word}>
              <button
                type="button"
                class="quiet small"
                onClick={() => {
                  const field = input.current;
                  const text = field?.value ?? '';
                  write(insertAt({ text, cursor: field?.selectionStart ?? text.length }, candidates.from, `${word} `));
                  closeList();
                  field?.focus();
                }}
              >
                {word}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <p id="terminal-keys" class="terminal-keys">
        {t(free ? 'ui.terminal.free' : 'ui.terminal.keys')}
      </p>
      <p class="visually-hidden" role="status">
        {view.busy
          ? t('ui.terminal.busy')
          : candidates.list.length > 0
            ? t('ui.terminal.found', { count: candidates.list.length })
            : ''}
      </p>
    </div>
  );
}
