// The note that a newer game is ready. It stands on the start page alone: nobody is asked in the middle of a level.
import { useSyncExternalStore } from 'preact/compat';
import { useEnvironment, useWords } from '../context.tsx';

const NOTHING = { waiting: () => false, subscribe: () => () => undefined, take: () => undefined };

export function UpdateNote(): preact.JSX.Element {
  const { updates = NOTHING } = useEnvironment();
  const t = useWords();
  const waiting = useSyncExternalStore(updates.subscribe, updates.waiting);
  return (
    <div role="status">
      {waiting && (
        <p class="update-note">
          {t('ui.update.ready')}{' '}
          <button type="button" onClick={() => updates.take()}>
            {t('ui.update.take')}
          </button>
        </p>
      )}
    </div>
  );
}
