// Shown around on the first level by doing: a card in the free part of the board and a ring around the real control. It waits for the player's own
// deed, takes no key but Escape, holds no focus, and covers no panel.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { nextStep, TOUR_STEPS, type TourStep } from './steps.ts';
import '../styles/tour.css';

/** Of the first level's world: the same in every language. */
const NAMES = { department: 'ops', person: 'Gala', pod: 'shop/web' };
const LOOK_MS = 200;
const RING = 5;
/** A lower panel this high leaves little board: the card becomes a low one, so that the letter stays in sight. */
const LOW_BOARD = 200;

interface TourProps {
  /** On a phone: brings the sheet that a step is about. */
  readonly onSheet: (sheet: 'goals' | 'trace') => void;
}

export function Tour({ onSheet }: TourProps): preact.JSX.Element {
  const { store } = useEnvironment();
  const insets = useApp((state) => state.session.insets);
  const [at, setAt] = useState(0);
  const card = useRef<HTMLElement>(null);
  const actions = useActions();
  const t = useWords();
  const step = TOUR_STEPS[at] as TourStep;
  const last = at === TOUR_STEPS.length - 1;
  useEffect(() => {
    const look = (): void => setAt((now) => nextStep(now, store.getState()));
    look();
    return store.subscribe(look);
  }, [at]);
  useEffect(() => {
    if (step.sheet) onSheet(step.sheet);
  }, [at]);
  // Once, as it begins: afterwards the focus is where the player works, and the card is only told.
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  // With the card, not a frame later: Escape counts as soon as the card is seen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]') || target?.closest('input, textarea, select, .cm-editor')) return;
      end();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const end = (): void => {
    // The card takes its button with it: whoever works by keyboard goes on at the board.
    if (card.current?.contains(document.activeElement))
      document.querySelector<HTMLElement>('.board')?.focus({ preventScroll: true });
    actions.setToured(true);
  };
  const go = (): void => {
    const target = findTarget(step);
    const place = target?.matches('button, [tabindex], input')
      ? target
      : target?.querySelector<HTMLElement>('[aria-current="step"], button, [tabindex="0"]');
    place?.focus();
  };
  return (
    <>
      <Ring step={step} />
      <section
        class="tour"
        ref={card}
        tabIndex={-1}
        aria-labelledby="tour-title"
        data-step={step.name}
        data-low={insets.bottom > LOW_BOARD}
        style={{
          '--left': `${insets.left}px`,
          '--right': `${insets.right}px`,
          '--top': `${insets.top}px`,
          '--bottom': `${insets.bottom}px`,
        }}
      >
        <div aria-live="polite">
          <h2 id="tour-title">
            {t(`tour.${step.name}.title`)} <small>{t('tour.count', { at: at + 1, total: TOUR_STEPS.length })}</small>
          </h2>
          <p>{t(`tour.${step.name}`, { ...NAMES, stop: t('step.deliver') })}</p>
        </div>
        <div class="row">
          {!last && (
            <button type="button" class="small" onClick={go}>
              {t('tour.go')}
            </button>
          )}
          <button type="button" class={last ? 'primary small' : 'quiet small'} onClick={end}>
            {t(last ? 'tour.end' : 'tour.skip')}
          </button>
        </div>
      </section>
    </>
  );
}

function findTarget(step: TourStep): HTMLElement | undefined {
  for (const selector of step.targets) {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.getClientRects().length > 0);
    if (found) return found;
  }
  return undefined;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Around the control, wherever panels and windows move it. The board itself is large enough to be seen. */
function Ring({ step }: { readonly step: TourStep }): preact.JSX.Element | null {
  const [box, setBox] = useState<Box | undefined>(undefined);
  useEffect(() => {
    const look = (): void => {
      const target = step.name === 'look' ? undefined : findTarget(step);
      const rect = target?.getBoundingClientRect();
      setBox((old) => {
        if (!rect) return undefined;
        const { left, top, width, height } = rect;
        const same = old && old.left === left && old.top === top && old.width === width && old.height === height;
        return same ? old : { left, top, width, height };
      });
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [step]);
  if (!box) return null;
  return (
    <div
      class="tour-ring"
      aria-hidden="true"
      style={{
        left: `${box.left - RING}px`,
        top: `${box.top - RING}px`,
        width: `${box.width + 2 * RING}px`,
        height: `${box.height + 2 * RING}px`,
      }}
    />
  );
}
