// The policy studio: all policies with their sentences, one of them on the desk, who reaches whom as a table, and the traps. One study of a
// revision feeds them all; it is asked again when the document moves.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatRef, listObjects, refOf } from '../../engine/model/spec.ts';
import { guardsOf } from '../../studio/reader/guards.ts';
import type { Study } from '../../store/studioTypes.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { LintList } from './LintList.tsx';
import { MatrixView } from './MatrixView.tsx';
import { NewPolicy } from './NewPolicy.tsx';
import { PolicyDesk } from './PolicyDesk.tsx';
import { PodGuards } from './PodGuards.tsx';
import { PolicyList } from './PolicyList.tsx';
import { keyOf, nameOf, NEW_POLICY } from './policyKeys.ts';

const VIEWS = ['policies', 'matrix', 'lints'] as const;

export function StudioPanel(): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const revision = useApp((state) => state.document.revision);
  const compiled = useApp((state) => state.results.compiled);
  const selection = useApp((state) => state.session.selection);
  const actions = useActions();
  const t = useWords();
  const [view, setView] = useState<(typeof VIEWS)[number]>('policies');
  const [chosen, setChosen] = useState<string | undefined>(() => keyOfSelection(selection));
  const [making, setMaking] = useState(false);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const [study, setStudy] = useState<Study | undefined>(undefined);
  const policies = useMemo(() => listObjects(spec, 'NetworkPolicy'), [spec]);

  useEffect(() => {
    let stale = false;
    void actions.studyPolicies().then((answer) => {
      if (!stale && answer) setStudy(answer);
    });
    return () => {
      stale = true;
    };
  }, [revision, compiled]);
  useEffect(() => {
    const key = keyOfSelection(selection);
    if (key !== undefined) setChosen(key);
  }, [selection]);
  // A policy that was undone or removed leaves the desk.
  const known = chosen === NEW_POLICY || policies.some((policy) => formatRef(refOf(policy)) === chosen);
  const key = known ? chosen : undefined;
  const choose = (next: string | undefined): void => {
    setMaking(false);
    setChosen(next);
    // The board marks the pods of what is chosen.
    if (next !== undefined && next !== NEW_POLICY) actions.select(`policy:${nameOf(next)}`);
  };
  const move = (next: string | undefined): void => {
    setFocused(next);
    choose(next);
  };
  const pod = selection?.startsWith('pod:') ? selection.slice(4) : undefined;
  const lints = study?.lints ?? [];
  const plan = compiled?.plan.pods ?? [];
  const list = (
    <>
      <PolicyList
        policies={policies}
        study={study}
        chosen={making ? undefined : key}
        onChoose={(next) => {
          setFocused(undefined);
          choose(next);
        }}
        onNew={() => {
          setMaking(true);
          setChosen(undefined);
        }}
      />
      {pod !== undefined && study && !making && (
        <PodGuards pod={pod} guards={guardsOf(pod, policies, study.selected)} onChoose={(name) => choose(keyOf(name))} />
      )}
    </>
  );
  return (
    <div class="studio">
      <div class="segmented" role="group" aria-label={t('ui.studio.views')}>
        {VIEWS.map((name) => (
          <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
            {t(`ui.studio.view.${name}`)}
            {name === 'lints' && lints.length > 0 ? ` (${lints.length})` : ''}
          </button>
        ))}
      </div>
      {view === 'policies' && key !== undefined && !making && (
        <PolicyDesk
          key={key}
          policyKey={key}
          plan={plan}
          selected={study?.selected.get(nameOf(key)) ?? []}
          lints={lints.filter(({ policy }) => keyOf(policy) === key)}
          focused={key === focused}
          onMoved={move}
          before={list}
        />
      )}
      {view === 'policies' && (key === undefined || making) && (
        <div class="studio-scroll">
          {list}
          {making && <NewPolicy plan={plan} onBegun={() => move(NEW_POLICY)} />}
        </div>
      )}
      {view === 'matrix' && (
        <div class="studio-scroll">
          <MatrixView study={study} />
        </div>
      )}
      {view === 'lints' && (
        <div class="studio-scroll">
          <LintList
            lints={lints}
            onChoose={(policy) => {
              setView('policies');
              choose(keyOf(policy));
            }}
          />
        </div>
      )}
    </div>
  );
}

function keyOfSelection(selection: string | undefined): string | undefined {
  return selection?.startsWith('policy:') ? keyOf(selection.slice(7)) : undefined;
}
