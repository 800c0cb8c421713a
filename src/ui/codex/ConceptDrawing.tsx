// The live part of a page: switches that are real edits, letters that the engine walks, and what it says of them, drawn and in words.
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../engine/api.ts';
import type { Trace } from '../../engine/forward/trace.ts';
import type { CodexPage } from '../../store/codexDesk.ts';
import { useEnvironment, useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import { Status } from '../parts/Status.tsx';
import { outcomeText } from '../trace/headline.ts';
import { WalkPicture } from './WalkPicture.tsx';
import { arrived, deciderOf } from './walkStops.ts';

export function ConceptDrawing({ page }: { readonly page: CodexPage }): preact.JSX.Element {
  const { codex } = useEnvironment();
  const { concept, text } = page;
  const [on, setOn] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState(0);
  const [answers, setAnswers] = useState<readonly Answer<Trace>[] | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const t = useWords();
  useEffect(() => {
    let gone = false;
    setFailed(false);
    codex?.look(concept.id, on).then(
      (found) => {
        if (!gone && found) setAnswers(found);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [concept.id, on]);
  const toggle = (id: string): void => {
    if (on.includes(id)) setOn(on.filter((other) => other !== id));
    else setOn(concept.oneOf ? [id] : [...on, id]);
  };
  const answer = answers?.[chosen];
  const trace = answer?.ok ? answer.value : undefined;
  return (
    <section class="concept-drawing" aria-labelledby="codex-try">
      <h2 id="codex-try">{t('ui.codex.try')}</h2>
      {text.tryIt.map((line) => (
        <p key={line}>
          <Prose text={line} />
        </p>
      ))}
      <div class="switches" role="group" aria-label={t('ui.codex.switches')}>
        {concept.switches.map((id) => (
          <button key={id} type="button" class="switch" role="switch" aria-checked={on.includes(id)} onClick={() => toggle(id)}>
            <span class="knob" aria-hidden="true" />
            <span>
              <Prose text={text.names[id] ?? id} />
            </span>
          </button>
        ))}
      </div>
      <ol class="letters" aria-label={t('ui.codex.letters')}>
        {concept.letters.map((letter, index) => {
          const found = answers?.[index];
          const mark = !found ? 'wait' : found.ok && arrived(found.value) ? 'pass' : 'fail';
          return (
            <li key={letter.id}>
              <button
                type="button"
                class="letter"
                data-letter={letter.id}
                data-mark={mark}
                aria-pressed={index === chosen}
                onClick={() => setChosen(index)}
              >
                <Status mark={mark} label={t(`ui.codex.mark.${mark}`)} />
                <span>
                  <Prose text={text.names[letter.id] ?? letter.id} />
                  <small class="mono">
                    {letter.from} → {letter.to}
                  </small>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {trace && <WalkPicture trace={trace} />}
      <div class="walk-words" role="status" aria-live="polite">
        {failed && <p>{t('ui.codex.failed')}</p>}
        {answer && !answer.ok && <p>{t(`flow.${answer.code}`, answer.params)}</p>}
        {trace && <WalkWords trace={trace} />}
      </div>
    </section>
  );
}

function WalkWords({ trace }: { readonly trace: Trace }): preact.JSX.Element {
  const t = useWords();
  const decider = deciderOf(trace);
  const { sourceSeen, dns } = trace;
  return (
    <>
      <p>
        <strong>{outcomeText(trace, t)}</strong>
      </p>
      <dl>
        {dns && (
          <div>
            <dt>{t('ui.codex.asked')}</dt>
            <dd class="mono">
              {dns.queries.length > 0 ? [...new Set(dns.queries.map(({ name }) => name))].join(' · ') : dns.question}
              {dns.answers.length > 0 ? ` = ${dns.answers.join(', ')}` : ''}
            </dd>
          </div>
        )}
        {sourceSeen !== undefined && (
          <div>
            <dt>{t('ui.codex.sender')}</dt>
            <dd class="mono">{sourceSeen}</dd>
          </div>
        )}
        {trace.via.length > 0 && (
          <div>
            <dt>{t('ui.codex.via')}</dt>
            <dd class="mono">{trace.via.join(' · ')}</dd>
          </div>
        )}
        {decider && (
          <div>
            <dt>{t('ui.codex.decider')}</dt>
            <dd class="mono">
              {decider.object}
              {decider.field === '' ? '' : `: ${decider.field}`}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
