// Lints: each with its sentence, the rules it cites and, where one change surely mends it, a button that makes it.
import type { Lint } from '../../studio/lints/lint.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { canEdit } from '../yaml/canEdit.ts';

interface LintListProps {
  readonly lints: readonly Lint[];
  readonly onChoose: (policy: string) => void;
}

/** Codes of the engine's own diagnostics that are about policies as a whole. */
const OF_POLICIES = /^(PolicyNotEnforced|PolicyManagerScale|PolicyManagerRetires|EndPortVersion)$/;

export function LintList({ lints, onChoose }: LintListProps): preact.JSX.Element {
  const diagnostics = useApp((state) => state.results.compiled?.diagnostics);
  const t = useWords();
  const own = (diagnostics ?? []).filter(({ code }) => OF_POLICIES.test(code));
  return (
    <div class="studio-lints">
      <p class="dim">{t('ui.studio.lints.about')}</p>
      {own.length + lints.length === 0 && <p>{t('ui.checks.clean')}</p>}
      <ul class="plain">
        {own.map((item) => (
          <li key={`${item.code}${item.path}`} class="diagnostic">
            <Status mark="warn" label={t(`ui.severity.${item.severity}`)} />
            <div>
              <p>{t(`diagnostic.${item.code}`, item.params)}</p>
              <p class="path">
                <code>{item.code}</code> {item.path}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <LintLines lints={lints} onChoose={onChoose} fixable />
    </div>
  );
}

export function LintLines(props: {
  readonly lints: readonly Lint[];
  readonly onChoose?: (policy: string) => void;
  readonly fixable?: boolean;
}): preact.JSX.Element | null {
  const level = useApp((state) => state.session.level);
  const actions = useActions();
  const t = useWords();
  const { lints, onChoose, fixable = false } = props;
  if (lints.length === 0) return null;
  return (
    <ul class="plain studio-lint-lines">
      {lints.map((lint) => {
        const { code, severity, policy, field, params, rules, fix } = lint;
        const name = t(`ui.severity.${severity}`);
        return (
          <li key={`${code} ${policy} ${field}`} class="diagnostic">
            <Status mark={severity === 'warning' ? 'warn' : 'wait'} label={name} />
            <div>
              <p>{t(`lint.${code}`, params)}</p>
              <p class="path">
                {onChoose && (
                  <button type="button" class="link" onClick={() => onChoose(policy)}>
                    {policy}
                  </button>
                )}{' '}
                <code>{field}</code> <span class="rules">{t('ui.studio.rules', { rules: rules.join(', ') })}</span>
              </p>
              {fixable && fix && (
                <button
                  type="button"
                  class="chip"
                  disabled={!canEdit(level, `NetworkPolicy/${policy}`)}
                  onClick={() =>
                    void actions.dispatchEdit(fix.length === 1 && fix[0] ? fix[0] : { type: 'batch', edits: fix }, 'edit.lint', {
                      name: policy,
                    })
                  }
                >
                  {t(`lint.fix.${code}`)}
                </button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
