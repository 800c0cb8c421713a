// A teacher's open challenge: what to hand out, what came in and what became of it, the board, the matrix, and what the class missed. Prints as a report.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { missedRules } from '../../classroom/paper.ts';
import type { ConceptCard } from '../../levels/codex/concept.ts';
import { Board, ClassGoal } from '../classroom/Board.tsx';
import { GoalMatrix, LevelMatrix } from '../classroom/Matrix.tsx';
import { MissedRules } from '../classroom/MissedRules.tsx';
import { useApp, useCards, useEnvironment, usePaper, usePaperDesk, useWords } from '../context.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { Handout } from './Handout.tsx';
import { Inbox } from './Inbox.tsx';
import { csvOf, jsonOf, viewOf } from './results.ts';
import { ResultList } from './ResultList.tsx';

const TOP = 5;

export function ChallengePage(): preact.JSX.Element | null {
  const open = usePaper((state) => state.open);
  const desk = usePaperDesk();
  const { codex, rules } = useEnvironment();
  const locale = useApp((state) => state.session.locale);
  const cards = useCards();
  const t = useWords();
  const [large, setLarge] = useState(false);
  const [level, setLevel] = useState<string | undefined>(undefined);
  const [goals, setGoals] = useState<readonly { readonly id: string; readonly text: string }[]>([]);
  const [pages, setPages] = useState<readonly ConceptCard[]>([]);
  const [ruleTexts, setRuleTexts] = useState<Readonly<Record<string, string>>>({});
  const view = useMemo(() => open && viewOf(open), [open?.challenge, open?.handed]);
  const shown = level ?? open?.challenge.levels[0]?.id;
  useEffect(() => {
    void codex?.index(locale).then(setPages, () => undefined);
    void rules?.().then(setRuleTexts, () => undefined);
  }, [locale]);
  useEffect(() => {
    let gone = false;
    if (shown !== undefined) void desk.goalsOf(shown, locale).then((found) => gone || setGoals(found));
    return () => {
      gone = true;
    };
  }, [shown, locale]);
  if (!open || !view) return null;
  const { challenge } = open;
  const titles = Object.fromEntries(cards.map(({ id, title }) => [id, title]));
  const seats = Object.keys(view.rows).length;
  const missed = missedRules(Object.values(view.rows));
  const { board } = challenge;
  const linksOf = (rule: string, levels: readonly string[]): { to: string; label: string }[] => [
    ...pages.filter((page) => page.rules.includes(rule)).map((page) => ({ to: `codex/${page.id}`, label: page.title })),
    ...levels.map((id) => ({ to: id, label: titles[id] ?? id })),
  ];
  const name = `cidr-house-${open.id.slice(0, 6)}`;
  const csv = (): void => {
    const head = {
      place: t('paper.place'),
      name: t('paper.name'),
      points: t('paper.points'),
      stars: t('paper.stars'),
      at: t('paper.at'),
    };
    saveFile(new Blob([csvOf(view, { head, titles })], { type: 'text/csv' }), `${name}.csv`);
  };
  if (large)
    return (
      <section class="paper-projector" aria-label={t('paper.projector')}>
        <h1>{challenge.title}</h1>
        {board === 'class' && <ClassGoal view={view} />}
        {(board === 'all' || board === 'top5') && <Board view={view} large {...(board === 'top5' ? { most: TOP } : {})} />}
        {(board === 'off' || board === 'teacher') && <p>{t('paper.projector.off')}</p>}
        <button type="button" onClick={() => setLarge(false)}>
          {t('paper.projector.back')}
        </button>
      </section>
    );
  return (
    <>
      <h1>{challenge.title}</h1>
      <section class="paper-card no-print" aria-labelledby="paper-handout">
        <h2 id="paper-handout">{t('paper.handout')}</h2>
        <Handout link={open.link} file={open.file} fileName={`${name}.cidrhouse.json`} label={t('paper.handout.link')} />
      </section>
      <div class="no-print">
        <Inbox />
      </div>
      <ResultList handed={open.handed} titles={titles} />
      <section class="paper-card" aria-labelledby="paper-board">
        <h2 id="paper-board">{t('paper.board')}</h2>
        {board === 'class' && <ClassGoal view={view} />}
        <div class="scroll">
          <Board view={view} />
        </div>
        <div class="row no-print">
          <button type="button" onClick={() => setLarge(true)}>
            {t('paper.projector')}
          </button>
          <button type="button" onClick={csv}>
            {t('paper.csv')}
          </button>
          <button
            type="button"
            onClick={() => saveFile(new Blob([jsonOf(open, view)], { type: 'application/json' }), `${name}.json`)}
          >
            {t('paper.json')}
          </button>
          <button type="button" onClick={() => window.print()}>
            {t('paper.print')}
          </button>
        </div>
      </section>
      <section class="paper-card" aria-labelledby="paper-matrix">
        <h2 id="paper-matrix">{t('paper.matrix')}</h2>
        <LevelMatrix view={view} titles={titles} chosen={shown} onLevel={setLevel} />
        {shown !== undefined && (
          <>
            <h3>{t('paper.matrix.of', { title: titles[shown] ?? shown })}</h3>
            <GoalMatrix view={view} level={shown} goals={goals} />
          </>
        )}
      </section>
      <section class="paper-card" aria-labelledby="paper-missed">
        <h2 id="paper-missed">{t('paper.missed')}</h2>
        <MissedRules missed={missed} seats={seats} rules={ruleTexts} linksOf={linksOf} />
      </section>
    </>
  );
}
