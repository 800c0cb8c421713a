// What one student handed in: by level, every attempt of it, and all of them as one walk. Each opens in a new tab, where nothing can be changed.
import { useEffect } from 'preact/hooks';
import type { Look } from '../../store/live/liveTypes.ts';
import { useApp, useLive, useLiveDesk, useWords } from '../context.tsx';
import { tell } from '../paper/times.ts';

interface WorksProps {
  readonly look: Look;
  readonly titles: Readonly<Record<string, string>>;
}

export function Works({ look, titles }: WorksProps): preact.JSX.Element {
  const desk = useLiveDesk();
  const locale = useApp((state) => state.session.locale);
  const t = useWords();
  const tries = useLive((state) =>
    Object.values(state.view?.rows[String(look.seat)]?.levels ?? {}).reduce((sum, { attempts }) => sum + attempts, 0),
  );
  const own = look.level === undefined ? tries : undefined;
  const here = useLive((state) => state.view?.rows[String(look.seat)]?.levels[look.level ?? '']?.attempts ?? 0);
  const wanted = own ?? here;
  useEffect(() => {
    if (wanted > look.works.length) void desk.lookAgain();
  }, [wanted]);
  if (look.works.length === 0) return <p class="dim">{t('live.works.none')}</p>;
  const levels = [...new Set(look.works.map(({ level }) => level))];
  return (
    <div class="live-works">
      {levels.map((level) => {
        const works = look.works.filter((work) => work.level === level);
        return (
          <div key={level}>
            <p>
              <a href={desk.watchLink(look.seat, level) ?? ''} target="_blank" rel="noreferrer">
                {t('live.watch.all', { level: titles[level] ?? level, attempts: works.length })}
              </a>
            </p>
            <ul>
              {works.map(({ attempt, link, at, passed, total, stars }) => (
                <li key={attempt}>
                  <a href={link} target="_blank" rel="noreferrer">
                    {t('live.works.open', { attempt, at: tell(at, locale), passed, total, stars })}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
