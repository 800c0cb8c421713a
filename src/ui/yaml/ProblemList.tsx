// Problems of a text: a sentence with its line and column; choosing one goes there.
import type { ManifestProblem } from '../../manifest/types.ts';
import { useWords } from '../context.tsx';
import { problemText } from '../parts/problemText.ts';
import { Status } from '../parts/Status.tsx';

export function ProblemList(props: {
  readonly problems: readonly ManifestProblem[];
  readonly onGo?: (line: number, column: number) => void;
}): preact.JSX.Element | null {
  const { problems, onGo } = props;
  const t = useWords();
  if (problems.length === 0) return null;
  return (
    <div role="alert">
      <ul class="problems plain">
        {problems.slice(0, 50).map((problem, index) => {
          const sentence = problemText(problem, t);
          const place = t('ui.problem.place', { line: problem.line, column: problem.column });
          return (
            <li key={index}>
              <Status mark={problem.severity === 'error' ? 'fail' : 'warn'} label={t(`ui.severity.${problem.severity}`)} />
              <div>
                {onGo ? (
                  <button type="button" class="link" onClick={() => onGo(problem.line, problem.column)}>
                    {place}
                  </button>
                ) : (
                  <strong>{place}</strong>
                )}{' '}
                <span class="sentence">{sentence}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
