// Challenges on paper: the teacher's page, or a student's seat. Neither needs a server.
import { useEffect, useRef } from 'preact/hooks';
import { CodexLink } from '../codex/CodexLink.tsx';
import { usePaper, useWords } from '../context.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { ChallengeForm } from './ChallengeForm.tsx';
import { ChallengePage } from './ChallengePage.tsx';
import { SeatPage } from './SeatPage.tsx';
import '../styles/paper.css';

export function PaperScreen(): preact.JSX.Element {
  const side = usePaper((state) => state.side);
  const open = usePaper((state) => state.open !== undefined);
  const problem = usePaper((state) => state.problem);
  const stray = usePaper((state) => state.stray);
  const unsaved = usePaper((state) => state.unsaved);
  const t = useWords();
  const page = `${side} ${open}`;
  const shown = useRef(page);
  // Another page begins at its head: the link to hand out stands there, and the button that made it stood at the foot.
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    const main = document.getElementById('main');
    main?.focus({ preventScroll: true });
    main?.scrollIntoView?.({ block: 'start' });
  }, [page]);
  return (
    <div class="paper">
      <header class="paper-head">
        <CodexLink to="" class="home">
          {t('ui.title')}
        </CodexLink>
        {side === 'teacher' && <CodexLink to="class">{t('paper.teacher')}</CodexLink>}
        <span class="grow" />
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main id="main" class="paper-main" tabIndex={-1}>
        <div role="status">
          {problem && <p class="warn">{t(`link.${problem.code}`, problem.params)}</p>}
          {stray && <p class="warn">{t('paper.stray')}</p>}
          {unsaved && <p class="warn">{t('paper.unsaved')}</p>}
        </div>
        {side === 'seat' ? <SeatPage /> : open ? <ChallengePage /> : <ChallengeForm />}
      </main>
    </div>
  );
}
