// Every piece that stands out, with its state as a word and why: what the board shows by dashes, teeth, outlines and brackets.
import { useMemo } from 'preact/hooks';
import type { PieceFact } from '../../store/pieceStates.ts';
import { pieceStates } from '../../store/pieceStates.ts';
import { Prose } from '../parts/Prose.tsx';
import { useActions, useApp, useWords } from '../context.tsx';

const MOST = 40;
const MARKS = { refusing: '⊗', failing: '!', absent: '◌', target: '◎' } as const satisfies Record<PieceFact['state'], string>;

export function useFacts(): readonly PieceFact[] {
  const session = useApp((state) => state.session);
  const results = useApp((state) => state.results);
  const document = useApp((state) => state.document);
  const progress = useApp((state) => state.progress);
  const { compiled, judgement } = results;
  return useMemo(
    () => pieceStates({ session, results, document, progress }).facts,
    [compiled, judgement, session.playback, session.level, document.spec.network],
  );
}

/** A fact's sentence; a goal is said in its own words. */
export function useFactWords(): (fact: PieceFact) => string {
  const goals = useApp((state) => state.session.text?.goals);
  const t = useWords();
  return ({ code, params }) => {
    const id = params['goal'];
    return t(code, typeof id === 'string' ? { ...params, goal: goals?.[id] ?? id } : params);
  };
}

export function StateList(): preact.JSX.Element | null {
  const facts = useFacts();
  const selection = useApp((state) => state.session.selection);
  const actions = useActions();
  const words = useFactWords();
  const t = useWords();
  if (facts.length === 0) return null;
  return (
    <>
      <h3>{t('ui.states')}</h3>
      <ul class="states">
        {facts.slice(0, MOST).map((fact, index) => (
          <li key={index} data-state={fact.state}>
            <span aria-hidden="true">{MARKS[fact.state]}</span> <strong>{t(`state.word.${fact.state}`)}</strong>{' '}
            <button
              type="button"
              class="link"
              aria-pressed={fact.selection === selection}
              onClick={() => actions.select(fact.selection)}
            >
              {fact.selection.slice(fact.selection.indexOf(':') + 1)}
            </button>{' '}
            <Prose text={words(fact)} />
          </li>
        ))}
      </ul>
      {facts.length > MOST && <p class="dim">{t('ui.states.more', { count: facts.length - MOST })}</p>}
    </>
  );
}
