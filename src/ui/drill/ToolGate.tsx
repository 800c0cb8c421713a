// While the cause of an incident is not named, a tool that shows more than one sees walking by is opened for its minutes, once an attempt.
import { toolPrice } from '../../store/drillClock.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { toolKey } from './spentWords.ts';

export function ToolGate({ tool }: { readonly tool: string }): preact.JSX.Element {
  const minutes = useApp((state) => toolPrice(state.session, tool));
  const actions = useActions();
  const t = useWords();
  return (
    <div class="drill-gate">
      <p>{t('ui.drill.gate', { tool: t(toolKey(tool)), minutes })}</p>
      <button type="button" onClick={() => actions.openTool(tool)}>
        {t('ui.drill.gate.open', { minutes })}
      </button>
    </div>
  );
}
