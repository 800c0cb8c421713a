// The badge reader as a form: for each direction whether it is judged, and its rules: who (or … or …), at which ports. Every control changes the
// draft and nothing else.
import { useMemo } from 'preact/hooks';
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { changePolicy, type PolicyChange } from '../../studio/reader/change.ts';
import { listPeers, listPorts } from '../../studio/reader/choices.ts';
import { type ReaderSide, readSides } from '../../studio/reader/rows.ts';
import { useWords } from '../context.tsx';
import { ReaderRuleForm, type RuleTools } from './ReaderRuleForm.tsx';
import { AddPeer } from './AddParts.tsx';

interface ReaderFormProps {
  readonly policy: NetworkPolicy;
  readonly plan: readonly PodPlan[];
  /** Pods that it selects, `ns/name`. */
  readonly selected: readonly string[];
  readonly locked: boolean;
  readonly onPut: (policy: NetworkPolicy) => void;
}

export function ReaderForm({ policy, plan, selected, locked, onPut }: ReaderFormProps): preact.JSX.Element {
  const own = policy.metadata.namespace;
  const choices = useMemo(() => listPeers(plan, own), [plan, own]);
  const ports = useMemo(() => ({ ingress: listPorts(plan, selected), egress: listPorts(plan, []) }), [plan, selected]);
  const change = (made: PolicyChange): void => onPut(changePolicy(policy, made));
  return (
    <div class="studio-reader">
      {readSides(policy).map((side) => (
        <SideForm
          key={side.direction}
          side={side}
          locked={locked}
          tools={{ own, choices, ports: ports[side.direction], change }}
        />
      ))}
    </div>
  );
}

interface SideFormProps {
  readonly side: ReaderSide;
  readonly locked: boolean;
  readonly tools: RuleTools;
}

function SideForm({ side, locked, tools }: SideFormProps): preact.JSX.Element {
  const { direction, state, rules } = side;
  const t = useWords();
  const judged = state === 'shut' || state === 'rules';
  return (
    <fieldset class="studio-side" disabled={locked}>
      <legend>{t(`ui.studio.${direction}`)}</legend>
      <label class="field-inline">
        <input
          type="checkbox"
          checked={judged}
          onChange={() => tools.change({ type: 'setJudged', direction, judged: !judged })}
        />
        {t(`ui.studio.judges.${direction}`)}
      </label>
      <p class={state === 'ignored' ? 'warn' : 'dim'}>{t(`ui.studio.state.${direction}.${state}`)}</p>
      {rules.map((rule, index) => (
        <ReaderRuleForm key={index} rule={rule} place={{ direction, rule: index }} tools={tools} />
      ))}
      <div class="studio-new-rule">
        <p>{t(`ui.studio.newRule.${direction}`)}</p>
        <AddPeer
          own={tools.own}
          label={t(`ui.studio.newRule.${direction}`)}
          choices={tools.choices}
          onAdd={(peer) => tools.change({ type: 'addRule', direction, added: { peers: [peer] } })}
        />
        <button type="button" class="chip" onClick={() => tools.change({ type: 'addRule', direction, added: {} })}>
          {t(`ui.studio.everyone.${direction}`)}
        </button>
      </div>
    </fieldset>
  );
}
