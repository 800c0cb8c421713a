// Below the board: the envelope's steps and what else is read line by line.
import { useEffect } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { LastChange } from '../changes/LastChange.tsx';
import { BOTTOM_TABS } from './benchTabs.ts';

export function BottomPanel(): preact.JSX.Element {
  const chosen = useApp((state) => state.session.tabs.bottom);
  const trace = useApp((state) => state.session.playback?.trace);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    // An envelope that was just sent is what one wants to see, unless lines are being typed.
    if (trace && !document.activeElement?.closest('.bottom')) actions.openTab('bottom', 'trace');
  }, [trace]);
  return (
    <Tabs
      id="bottom"
      label={t('ui.trace')}
      entries={BOTTOM_TABS}
      chosen={chosen}
      onChoose={(name) => actions.openTab('bottom', name)}
      end={<LastChange />}
    />
  );
}
