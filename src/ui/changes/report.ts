// A report in Markdown: goals and why they fail, every change with its commands, and what of the input is honoured or not.
import type { GoalResult } from '../../engine/goals/goal.ts';
import { useActions, useEnvironment, useWords } from '../context.tsx';

type Words = ReturnType<typeof useWords>;

export function useReport(): () => Promise<string> {
  const { store } = useEnvironment();
  const actions = useActions();
  const t = useWords();
  return async () => {
    const { session, document, results } = store.getState();
    const lines = [`# ${escape(session.text?.title ?? t('ui.sandbox'))}`, ''];
    const goals = results.judgement?.goals ?? [];
    if (goals.length > 0)
      lines.push(`## ${t('ui.goals')}`, '', ...goals.flatMap((goal) => goalLines(goal, session.text?.goals, t)), '');
    lines.push(`## ${t('ui.report.changes')}`, '');
    if (document.applied === 0) lines.push(t('ui.changes.none'), '');
    for (let index = 0; index < document.applied; index++) {
      const entry = document.log[index];
      if (!entry) continue;
      const told = await actions.equivalentsOf(index);
      lines.push(`${index + 1}. ${escape(t(entry.label, entry.params))}`, '');
      if (told && told.commands !== '') lines.push(...fenced(told.commands), '');
    }
    const limits = (results.report ?? []).filter((line) => line.treatment !== 'honoured');
    if (limits.length > 0) {
      lines.push(`## ${t('ui.report.limits')}`, '');
      lines.push(...limits.map((line) => `- ${t(`ui.treatment.${line.treatment}`)}: \`${line.object}\` \`${line.field}\``), '');
    }
    return lines.join('\n');
  };
}

function goalLines(goal: GoalResult, texts: Readonly<Record<string, string>> | undefined, t: Words): string[] {
  const text = texts?.[goal.id] ?? goal.id;
  const { failure } = goal;
  if (!failure) return [`- [${goal.pass ? 'x' : ' '}] ${text}`];
  const rule = failure.rule ? ` (\`${failure.rule.object}\`, \`${failure.rule.field}\`)` : '';
  return [`- [ ] ${text}`, `  ${escape(t(failure.code, failure.params))}${rule}`];
}

/** A fence longer than any in the text. */
function fenced(text: string): string[] {
  let fence = '```';
  while (text.includes(fence)) fence += '`';
  return [`${fence}sh`, text.trimEnd(), fence];
}

/** Names are anybody's words: they make no heading, link or markup of the report's. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');
}
