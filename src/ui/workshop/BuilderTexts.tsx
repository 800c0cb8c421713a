// Step four: what the level says. Plain text with `code` spans, capped; shown to others as text and nothing else.
import { MADE_CAPS } from '../../levels/made/madeLevel.ts';
import { plainText } from '../../levels/made/plainText.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { SettledField } from './SettledField.tsx';

export function BuilderTexts(): preact.JSX.Element | null {
  const draft = useApp((state) => state.session.builder?.draft);
  const actions = useActions();
  const t = useWords();
  if (!draft) return null;
  const line = (name: 'title' | 'author'): preact.JSX.Element => (
    <SettledField
      label={t(`made.texts.${name}`)}
      value={draft[name]}
      most={MADE_CAPS[name]}
      onSettle={(text) => actions.changeDraft({ [name]: plainText(text, MADE_CAPS[name]) })}
    />
  );
  const page = (name: 'briefing' | 'debrief'): preact.JSX.Element => (
    <SettledField
      label={t(`made.texts.${name}`)}
      value={draft[name]}
      rows={5}
      most={MADE_CAPS.paragraph * MADE_CAPS.paragraphs}
      onSettle={(text) => actions.changeDraft({ [name]: paragraphs(text) })}
    />
  );
  return (
    <div class="builder-part">
      {line('title')}
      {line('author')}
      {page('briefing')}
      {([0, 1, 2] as const).map((index) => (
        <SettledField
          key={index}
          label={t('made.texts.hint', { number: index + 1 })}
          value={draft.hints[index]}
          most={MADE_CAPS.hint}
          onSettle={(text) => {
            const [first, second, third] = draft.hints.map((hint, at) => (at === index ? plainText(text, MADE_CAPS.hint) : hint));
            actions.changeDraft({ hints: [first ?? '', second ?? '', third ?? ''] });
          }}
        />
      ))}
      {page('debrief')}
    </div>
  );
}

/** A paragraph a line, each within what a level may say. */
function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => plainText(line, MADE_CAPS.paragraph))
    .filter((line) => line !== '')
    .slice(0, MADE_CAPS.paragraphs)
    .join('\n');
}
