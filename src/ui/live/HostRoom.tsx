// The teacher's live room: the code on top, the course of the lesson, the seats, the board, the matrix, and what to take home.
import { useEffect, useState } from 'preact/hooks';
import { missedRules } from '../../classroom/paper.ts';
import { useApp, useCards, useEnvironment, useLive, useLiveDesk, usePaperDesk, useWords } from '../context.tsx';
import { Board, ClassGoal } from '../classroom/Board.tsx';
import { GoalMatrix, LevelMatrix } from '../classroom/Matrix.tsx';
import { MissedRules } from '../classroom/MissedRules.tsx';
import { HostControls } from './HostControls.tsx';
import { Rehearsal } from './Rehearsal.tsx';
import { RoomDoor } from './RoomDoor.tsx';
import { SeatTable } from './SeatTable.tsx';
import { stuckOn } from './stuck.ts';
import { TakeHome } from './TakeHome.tsx';
import { useNow } from './useNow.ts';
import { Works } from './Works.tsx';

export function HostRoom(): preact.JSX.Element {
  const view = useLive((state) => state.view);
  const room = useLive((state) => state.room);
  const look = useLive((state) => state.look);
  const desk = useLiveDesk();
  const now = useNow();
  const paper = usePaperDesk();
  const { rules } = useEnvironment();
  const locale = useApp((state) => state.session.locale);
  const cards = useCards();
  const t = useWords();
  const [level, setLevel] = useState<string | undefined>(undefined);
  const [goals, setGoals] = useState<readonly { readonly id: string; readonly text: string }[]>([]);
  const [ruleTexts, setRuleTexts] = useState<Readonly<Record<string, string>>>({});
  const shown = level ?? view?.meta.levels[0]?.id;
  useEffect(() => {
    void rules?.().then(setRuleTexts, () => undefined);
  }, []);
  useEffect(() => {
    let gone = false;
    if (shown !== undefined) void paper.goalsOf(shown, locale).then((found) => gone || setGoals(found));
    return () => {
      gone = true;
    };
  }, [shown, locale]);
  if (!room) return <p>{t('live.none')}</p>;
  const titles = Object.fromEntries(cards.map(({ id, title }) => [id, title]));
  const missed = view
    ? missedRules(Object.values(view.rows).filter(({ standing, rehearsal }) => standing === 'in' && !rehearsal))
    : [];
  return (
    <>
      <h1>{view?.meta.title ?? room.title}</h1>
      <RoomDoor room={room} />
      {!view && <p role="status">{t('ui.loading')}</p>}
      {view && (
        <>
          <HostControls meta={view.meta} titles={titles} />
          <SeatTable view={view} titles={titles} />
          <Rehearsal view={view} />
          <section class="paper-card" aria-labelledby="live-board">
            <h2 id="live-board">{t('paper.board')}</h2>
            {view.meta.board === 'class' && <ClassGoal view={view} />}
            <div class="scroll">
              <Board view={view} />
            </div>
          </section>
          <section class="paper-card" aria-labelledby="live-matrix">
            <h2 id="live-matrix">{t('paper.matrix')}</h2>
            <LevelMatrix
              view={view}
              titles={titles}
              chosen={shown}
              onLevel={setLevel}
              onCell={(seat, id) => void desk.lookAt(seat, id)}
              looked={look}
              stuckOn={(row) => stuckOn(row, now)?.level}
            />
            {look?.level !== undefined && (
              <div class="no-print">
                <h3>{view.rows[String(look.seat)]?.alias ?? t('paper.seat', { seat: look.seat })}</h3>
                <Works look={look} titles={titles} />
              </div>
            )}
            {shown !== undefined && (
              <>
                <h3>{t('paper.matrix.of', { title: titles[shown] ?? shown })}</h3>
                <GoalMatrix view={view} level={shown} goals={goals} />
              </>
            )}
          </section>
          <section class="paper-card" aria-labelledby="live-missed">
            <h2 id="live-missed">{t('paper.missed')}</h2>
            <MissedRules
              missed={missed}
              seats={view.meta.seats}
              rules={ruleTexts}
              linksOf={(_, levels) => levels.map((id) => ({ to: id, label: titles[id] ?? id }))}
            />
          </section>
          <TakeHome view={view} titles={titles} />
        </>
      )}
    </>
  );
}
