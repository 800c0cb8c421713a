// Below the board: the envelope's steps and what else is read line by line. One tool needs no row of tabs.
import { useEffect } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';
import { Tabs } from '../parts/Tabs.tsx';
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
  const [only] = BOTTOM_TABS;
  if (BOTTOM_TABS.length === 1 && only) return <only.panel />;
  return (
    <Tabs
      id="bottom"
      label={t('ui.trace')}
      entries={BOTTOM_TABS}
      chosen={chosen}
      onChoose={(name) => actions.openTab('bottom', name)}
    />
  );
}
