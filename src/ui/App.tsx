// The frame of every screen: theme on the root element, skip link, notices, and the screen itself.
import { lazy, Suspense, useEffect } from 'preact/compat';
import { useApp, useWords } from './context.tsx';
import { Notices } from './parts/Notices.tsx';
import { useSound } from './parts/useSound.ts';
import { StartScreen } from './start/StartScreen.tsx';

const CodexScreen = lazy(async () => ({ default: (await import('./codex/CodexScreen.tsx')).CodexScreen }));
const PaperScreen = lazy(async () => ({ default: (await import('./paper/PaperScreen.tsx')).PaperScreen }));
const LiveScreen = lazy(async () => ({ default: (await import('./live/LiveScreen.tsx')).LiveScreen }));
const LevelScreen = lazy(async () => ({ default: (await import('./level/LevelScreen.tsx')).LevelScreen }));

export function App(): preact.JSX.Element {
  const screen = useApp((state) => state.session.screen);
  const theme = useApp((state) => state.session.theme);
  const contrast = useApp((state) => state.session.contrast);
  const locale = useApp((state) => state.session.locale);
  const t = useWords();
  useSound();
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['contrast'] = contrast;
    document.documentElement.lang = locale;
  }, [theme, contrast, locale]);
  return (
    <>
      <a class="skip" href="#main">
        {t('ui.skip')}
      </a>
      {screen === 'start' ? (
        <StartScreen />
      ) : (
        <Suspense fallback={<p class="loading">{t('ui.loading')}</p>}>
          {screen === 'codex' ? (
            <CodexScreen />
          ) : screen === 'paper' ? (
            <PaperScreen />
          ) : screen === 'live' ? (
            <LiveScreen />
          ) : (
            <LevelScreen />
          )}
        </Suspense>
      )}
      <Notices />
    </>
  );
}
