// The post-mortem as Markdown, from the attempt: symptom, timeline, cause, cure, what would have found it sooner, rules. Names and typed lines come from
// anywhere: outside code they are escaped, code spans and blocks are fenced with more back quotes than they hold. Pure.
import type { Judgement } from '../../engine/api.ts';
import type { Level, LevelText } from '../../levels/level.ts';
import type { Equivalents } from '../../manifest/equivalents.ts';
import { minutesSpent } from '../../store/drillClock.ts';
import type { Drill } from '../../store/drillTypes.ts';
import { clockAt, type Say, spentWords } from './spentWords.ts';

export interface Attempt {
  readonly level: Level;
  readonly text: LevelText;
  readonly drill: Drill | undefined;
  readonly judgement: Judgement | undefined;
  /** What was changed since the start. */
  readonly cure: Equivalents;
  /** In words, of the start: why what was reported happens. */
  readonly why: readonly string[];
}

/** Text that means nothing but itself. */
export function plainMarkdown(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/[\\`*_[\]#|<>~&]/g, (sign) => `\\${sign}`);
  // At the beginning of a line these would make a list or a rule.
  return line.replace(/^(\s*\d*)([-+=.)])/, String.raw`$1\$2`);
}

export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n*$/, '')}\n${fence}`;
}

/** Our own sentences: `code` spans stay what they are. */
function prose(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : plainMarkdown(part)))
    .join('');
}

/** In a table a bar ends the cell, in code too. */
function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, String.raw`\|`);
}

export function writePostMortem({ level, text, drill, judgement, cure, why }: Attempt, t: Say): string {
  const { incident } = level;
  const say = (key: string, params: Parameters<Say>[1] = {}): string => t(`ui.drill.md.${key}`, params);
  const start = incident?.at ?? '00:00';
  const total = minutesSpent(drill);
  const cured = level.goals.every(
    ({ id, type }) => type === 'find' || judgement?.goals.some((goal) => goal.id === id && goal.pass),
  );
  let at = 0;
  const rows = (drill?.spent ?? []).map((item) => {
    const when = clockAt(start, at);
    at += item.minutes;
    const what = item.type === 'look' ? codeSpan(item.line) : plainMarkdown(spentWords(item, t));
    return `| ${when} | ${item.minutes} | ${cell(what)} |`;
  });
  const named = drill?.spent.findLast((item) => item.type === 'name' && item.goal === incident?.cause && item.right === true);
  const changed = cure.texts.map(
    ({ key, lines }) =>
      `${prose(say('changed'))} ${codeSpan(key)}\n\n${codeBlock(lines.map(({ mark, text: line }) => `${mark} ${line}`).join('\n'), 'diff')}`,
  );
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'symptom',
      [
        ...(text.drill?.report ?? []).map((line) => `> ${prose(line)}`),
        prose(
          say('minutes', {
            start,
            end: clockAt(start, total),
            minutes: total,
            par: incident?.par ?? 0,
            attempt: drill?.attempt ?? 1,
          }),
        ),
      ],
    ],
    [
      'before',
      [
        (incident?.changes ?? [])
          .map(({ id, at: when }) => `- ${plainMarkdown(when)}: ${prose(text.drill?.changes[id] ?? id)}`)
          .join('\n'),
      ],
    ],
    ['timeline', [[`| ${say('at')} | ${say('cost')} | ${say('what')} |`, '| --- | --- | --- |', ...rows].join('\n')]],
    [
      'cause',
      [
        named?.type === 'name' ? `${prose(say('named'))} ${codeSpan(named.answer)}` : prose(say('unnamed')),
        ...why.map((sentence) => prose(sentence)),
      ],
    ],
    [
      'cure',
      [
        prose(say(cured ? 'cured' : 'notCured')),
        ...changed,
        ...(cure.commands === '' ? [] : [prose(say('commands')), codeBlock(cure.commands, 'sh')]),
      ],
    ],
    ['sooner', (text.drill?.sooner ?? []).map(prose)],
    ['rules', [level.rules.map(codeSpan).join(' ')]],
  ];
  const body = sections.flatMap(([key, parts]) => [`## ${say(key)}`, ...parts.filter((part) => part !== '')]);
  return `${[`# ${plainMarkdown(say('title', { title: text.title }))}`, ...body].join('\n\n')}\n`;
}
