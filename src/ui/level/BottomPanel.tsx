// Below the board: the envelope's steps and what else is read line by line.
import { useEffect } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';
import { toolPrice } from '../../store/drillClock.ts';
import { ToolGate } from '../drill/ToolGate.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { LastChange } from '../changes/LastChange.tsx';
import { BOTTOM_TABS } from './benchTabs.ts';

export function BottomPanel(): preact.JSX.Element {
  const chosen = useApp((state) => state.session.tabs.bottom);
  const playback = useApp((state) => state.session.playback);
  const price = useApp((state) => toolPrice(state.session, `bottom.${state.session.tabs.bottom}`));
  const changes = useApp((state) => state.document.applied);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    // An envelope that was just sent is what one wants to see, unless lines are being typed.
    if (playback && !playback.again && !document.activeElement?.closest('.bottom')) actions.openTab('bottom', 'trace');
  }, [playback?.trace]);
  return (
    <Tabs
      id="bottom"
      label={t('ui.trace')}
      entries={BOTTOM_TABS}
      chosen={chosen}
      counts={{ changes }}
      instead={(name) => (price > 0 ? <ToolGate tool={`bottom.${name}`} /> : undefined)}
      onChoose={(name) => actions.openTab('bottom', name)}
      end={<LastChange />}
    />
  );
}
