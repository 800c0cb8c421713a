// Reachability gained and lost on the way from the left world to the right one, and flows that arrive from another address.
import { useApp, useWords } from '../context.tsx';

const MOST = 100;
const ROLES: readonly string[] = ['own', 'node', 'otherNode'];

export function CompareReach(): preact.JSX.Element | null {
  const compared = useApp((state) => state.results.compared);
  const t = useWords();
  if (!compared || compared.refused || !compared.left || !compared.right) return null;
  const { between, modes } = compared;
  const [from, to] = [t(`mode.name.${modes.left}`), t(`mode.name.${modes.right}`)];
  const roleOf = (source: string): string =>
    source.startsWith('public:')
      ? t('ui.compare.role.public', { address: source.slice('public:'.length) })
      : ROLES.includes(source)
        ? t(`ui.compare.role.${source}`)
        : source;
  return (
    <section class="compare-reach" aria-labelledby="compare-reach-title">
      <h3 id="compare-reach-title">{t('ui.compare.reach', { from, to })}</h3>
      {between ? (
        (['gained', 'lost', 'changed'] as const).map((kind) => (
          <details key={kind}>
            <summary>{t(`ui.compare.${kind}`, { count: between[kind].count })}</summary>
            <ul>
              {(kind === 'changed'
                ? between.changed.flows.map((flow) => ({
                    flow,
                    seen: t('ui.compare.seen', {
                      before: flow.before.sources.map(roleOf).join(', '),
                      after: flow.after.sources.map(roleOf).join(', '),
                    }),
                  }))
                : between[kind].flows.map((flow) => ({ flow, seen: '' }))
              )
                .slice(0, MOST)
                .map(({ flow, seen }) => (
                  <li key={`${flow.from} ${flow.to}`}>
                    <code>{flow.from}</code> → <code>{flow.to}</code> {seen}
                  </li>
                ))}
              {between[kind].count > between[kind].flows.length && (
                <li>{t('ui.legend.more', { count: between[kind].count - between[kind].flows.length })}</li>
              )}
            </ul>
          </details>
        ))
      ) : (
        <p class="dim">{t(compared.counting ? 'ui.working' : 'ui.compare.tooMany')}</p>
      )}
      {between && !between.complete && <p class="dim">{t('ui.compare.incomplete')}</p>}
    </section>
  );
}
