// The rules that stopped most of the class, each with its one line and the pages and levels that teach it: what to talk about next.
import type { Missed } from '../../classroom/paper.ts';
import { CodexLink } from '../codex/CodexLink.tsx';
import { useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';

interface MissedProps {
  readonly missed: readonly Missed[];
  readonly seats: number;
  /** What each rule says, by id. */
  readonly rules: Readonly<Record<string, string>>;
  readonly linksOf: (rule: string, levels: readonly string[]) => readonly { readonly to: string; readonly label: string }[];
}

const SHOWN = 8;

export function MissedRules({ missed, seats, rules, linksOf }: MissedProps): preact.JSX.Element {
  const t = useWords();
  if (missed.length === 0) return <p class="dim">{t('paper.missed.none')}</p>;
  return (
    <ol class="class-missed">
      {missed.slice(0, SHOWN).map(({ rule, count, levels }) => (
        <li key={rule}>
          <p>
            <strong>{rule}</strong> {Object.hasOwn(rules, rule) && <Prose text={rules[rule] ?? ''} />}
          </p>
          <p class="dim">{t('paper.missed.by', { count, seats })}</p>
          <p class="row">
            {linksOf(rule, levels).map(({ to, label }) => (
              <CodexLink key={to} to={to}>
                {label}
              </CodexLink>
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}
