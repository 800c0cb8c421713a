// Step one: the house as it is in the sandbox becomes the start.
import { allObjects } from '../../engine/model/spec.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { useActions, useApp, useWords } from '../context.tsx';

export function BuilderStart(): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const start = useApp((state) => state.session.builder?.draft.start);
  const actions = useActions();
  const t = useWords();
  const count = allObjects(spec).length;
  const changed = start !== undefined && (!sameValue(start.objects, spec.objects) || !sameValue(start.network, spec.network));
  return (
    <div class="builder-part">
      <p role="status">
        {start === undefined
          ? t('made.start.none', { count })
          : t(changed ? 'made.start.changed' : 'made.start.taken', { count: allObjects(start).length })}
      </p>
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={count === 0 || (start !== undefined && !changed)}
          onClick={() => actions.takeStart()}
        >
          {t(start === undefined ? 'made.start.take' : 'made.start.again')}
        </button>
        {count === 0 && (
          <button type="button" onClick={() => void actions.exampleHouse()}>
            {t('made.start.example')}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => actions.newDraft()}>
          {t('made.builder.new')}
        </button>
      </div>
    </div>
  );
}
