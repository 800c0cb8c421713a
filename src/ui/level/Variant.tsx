// A level in other dress: the way to a variant of it, to another one, and back to the level as it is written.
import { variantId } from '../../levels/variant/variantId.ts';
import { useApp, useEnvironment, useWords } from '../context.tsx';

/** Short enough to be read out: nine thousand variants a level. */
export function drawSeed(not: number | undefined): number {
  const seed = 1000 + Math.floor(Math.random() * 9000);
  return seed === not ? seed + 1 : seed;
}

export function Variant(): preact.JSX.Element | null {
  const level = useApp((state) => state.session.levelId);
  const seed = useApp((state) => state.session.seed);
  const varied = useApp((state) => state.session.varied === true && !state.session.shared && !state.session.challenge);
  const { navigate } = useEnvironment();
  const t = useWords();
  if (level === undefined || !varied) return null;
  return (
    <section class="variant" data-variant={seed ?? ''}>
      <p class="dim">{seed === undefined ? t('variant.about') : t('variant.now', { seed })}</p>
      <div class="row">
        <button type="button" onClick={() => navigate(variantId(level, drawSeed(seed)))}>
          {t(seed === undefined ? 'variant.play' : 'variant.next')}
        </button>
        {seed !== undefined && (
          <button type="button" class="link" onClick={() => navigate(level)}>
            {t('variant.back')}
          </button>
        )}
      </div>
    </section>
  );
}
