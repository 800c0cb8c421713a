// One line beside the tabs, the moment a change is made: what one could have typed instead. Opens the list of changes.
import { useEffect, useState } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';

/** What is typed before every command and says nothing of the change. */
const PREAMBLE = /^(?:#.*|RG=.*|LOC=.*|set -e|\s*)$/;

export function LastChange(): preact.JSX.Element | null {
  const applied = useApp((state) => state.document.applied);
  const log = useApp((state) => state.document.log);
  const chosen = useApp((state) => state.session.tabs.bottom);
  const [command, setCommand] = useState<string | undefined>(undefined);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    let stale = false;
    setCommand(undefined);
    if (applied > 0)
      void actions.equivalentsOf(applied - 1).then((told) => {
        if (!stale) setCommand(told?.commands.split('\n').find((line) => !PREAMBLE.test(line)));
      });
    return () => {
      stale = true;
    };
  }, [log, applied]);
  const shown = command !== undefined && chosen !== 'changes';
  return (
    <div class="last-change" role="status">
      {shown && (
        <button type="button" class="link" title={command} onClick={() => actions.openTab('bottom', 'changes')}>
          <span class="visually-hidden">{t('ui.changes.typed')}: </span>
          <code>{command}</code>
        </button>
      )}
    </div>
  );
}
