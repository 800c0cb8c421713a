// Why not: the smallest edits that would turn one flow's verdict. Guesses come from the deciding step (candidates.ts); single edits are tried
// first, then one more on top of those that got further. Every remedy has been run on a copy; none brings an error that Azure would answer.
import type { Edit } from '../edit/edit.ts';
import type { Params, WalkAnswer } from '../forward/answer.ts';
import { refuse } from '../forward/answer.ts';
import type { Flow, Verdict } from '../forward/trace.ts';
import { allObjects } from '../model/spec.ts';
import { listChanges } from '../report/changes.ts';
import { stepsOf } from '../report/counterfactual.ts';
import { findDifference, type FlowList, sideOf } from '../report/difference.ts';
import { countExposedFlows } from '../report/exposure.ts';
import { traceOfBootstrap } from './bootstrap.ts';
import { listCandidates } from './candidates.ts';
import { expandSenders } from './ends.ts';
import type { Goal, GoalResult } from './goal.ts';
import { isFurther } from './hints.ts';
import { judgeGoal } from './judge.ts';
import { mergeEdits, objectsOf, rebuildsCluster } from './remedyEdits.ts';
import { traceEvery, withEdits, type World } from './world.ts';

export interface WhyNotQuestion {
  readonly flow: Flow;
  readonly want: 'delivered' | 'blocked';
  /** Remedies to hand out; 5 when absent, at most 20. */
  readonly most?: number;
  /** Steps to spend; a trial costs as many as the world has objects and pods. */
  readonly budget?: number;
  /** Flows towards Services and outside ends that all comparisons together may walk; 8,000 when absent. */
  readonly walks?: number;
}

/** One change in words: `hint.CODE.2` and `.3` with these parameters. */
export interface Finding {
  readonly code: string;
  readonly params: Params;
  readonly ref?: string;
}

export interface Remedy {
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
  /** Objects that change, `Service/shop/web`. */
  readonly objects: readonly string[];
  /** Open flows after less open flows before. */
  readonly exposure: number;
  readonly gained: FlowList;
  readonly lost: FlowList;
  /** Flows lost that nobody asked to lose. */
  readonly collateral: number;
  /** False: there are more flows than were looked at for `gained`, `lost` and `collateral`. */
  readonly complete: boolean;
  /** The cluster is built anew for it: another network mode. */
  readonly rebuilds: boolean;
}

export interface WhyNot {
  readonly want: 'delivered' | 'blocked';
  /** It is already so. */
  readonly holds: boolean;
  /** Of the first way that is not as wanted; of the first way at all when it holds. */
  readonly verdict: Verdict;
  /** Best first: nobody else loses anything, no new cluster, fewest objects, least opened. */
  readonly remedies: readonly Remedy[];
  /** What was noticed and cannot be mended by an edit. */
  readonly findings: readonly Finding[];
  readonly tried: number;
}

const BUDGET = 400_000;
const MOST_TRIALS = 600;
const DEPTH = 3;
const WALKS = 8000;
/** States kept for one more edit. */
const FRONTIER = 12;

interface State {
  readonly world: World;
  readonly result: GoalResult;
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
}

export function findWhyNot(world: World, question: WhyNotQuestion): WalkAnswer<WhyNot> {
  const { flow, want } = question;
  const answer = traceEvery(world, flow);
  // A pod whose node never started can say nothing itself; what kept the node can be mended (E-3).
  const seated = answer.ok || answer.params['why'] !== 'podWithoutAddress' || !traceOfBootstrap(world.dataplane);
  if (!answer.ok && seated) return answer;
  const goal = goalOf(question);
  const result = judgeGoal(world, goal);
  const head = {
    want,
    holds: result.pass,
    verdict: (result.trace ?? (answer.ok ? answer.value[0] : undefined))?.verdict ?? {
      outcome: 'timeout',
      reason: 'node-not-ready',
    },
  } as const;
  if (result.pass) return { ok: true, value: { ...head, remedies: [], findings: [], tried: 0 } };
  const search = searchRemedies({ world, result, edits: [], findings: [] }, goal, question.budget ?? BUDGET);
  if (search.found.length === 0 && search.spent) return refuse('tooComplex', { tried: search.tried });
  const most = Math.min(question.most ?? 5, 20);
  const remedies = weigh(world, search.found.slice(0, most * 2), question);
  return { ok: true, value: { ...head, remedies: remedies.slice(0, most), findings: search.noted, tried: search.tried } };
}

function goalOf({ flow, want }: WhyNotQuestion): Goal {
  const protocol = flow.protocol === undefined ? {} : { protocol: flow.protocol };
  const type = want === 'delivered' ? 'mustArrive' : 'mustNotArrive';
  return { id: 'why', type, from: [flow.from], to: [flow.to], ...protocol };
}

interface Search {
  readonly found: readonly State[];
  readonly noted: readonly Finding[];
  readonly tried: number;
  /** The budget ran out. */
  readonly spent: boolean;
}

function searchRemedies(start: State, goal: Goal, budget: number): Search {
  const price = 50 + allObjects(start.world.spec).length + start.world.dataplane.placement.pods.length;
  const most = Math.min(MOST_TRIALS, Math.floor(budget / price));
  const errors = errorsOf(start.world);
  const noted: Finding[] = [];
  const seen = new Set<string>();
  let tried = 0;
  const judge = (edits: readonly Edit[]): { world: World; result: GoalResult; sound: boolean } => {
    tried++;
    const world = withEdits(start.world, edits);
    return { world, result: judgeGoal(world, goal), sound: [...errorsOf(world)].every((error) => errors.has(error)) };
  };
  let frontier: State[] = [start];
  for (let depth = 1; depth <= DEPTH && frontier.length > 0; depth++) {
    const found: State[] = [];
    const next: State[] = [];
    for (const state of frontier) {
      for (const { edits, ...finding } of listCandidates({ world: state.world, goal, result: state.result }, [])) {
        if (!edits) {
          if (depth === 1) noted.push(finding);
          continue;
        }
        const merged = mergeEdits([...state.edits, ...edits]);
        const key = JSON.stringify(merged);
        if (seen.has(key)) continue;
        seen.add(key);
        if (tried >= most) return { found: found.map((each) => minimal(each, judge)), noted, tried, spent: true };
        const { world, result, sound } = judge(merged);
        const reached: State = { world, result, edits: merged, findings: [...state.findings, finding] };
        if (result.pass && sound) found.push(reached);
        else if (sound && next.length < FRONTIER && isNearer(state.result, result)) next.push(reached);
      }
    }
    if (found.length > 0)
      return { found: found.map((each) => (depth === 1 ? each : minimal(each, judge))), noted, tried, spent: false };
    frontier = next;
  }
  return { found: [], noted, tried, spent: false };
}

/** Another rule decides now, the letter gets further before the same one stops it (one policy may shut both ends), or fewer ways are wrong. */
function isNearer(before: GoalResult, after: GoalResult): boolean {
  if (after.pass || isFurther(before, after)) return true;
  const [old, now] = [before.failure, after.failure];
  const steps = ({ trace }: GoalResult): number => (trace ? stepsOf(trace).length : 0);
  if (before.trace?.verdict.outcome !== 'delivered' && steps(after) > steps(before)) return true;
  return old?.code !== now?.code || old?.rule?.object !== now?.rule?.object || old?.rule?.field !== now?.rule?.field;
}

/** Leaves out every edit that the others do without. */
function minimal(state: State, judge: (edits: readonly Edit[]) => { world: World; result: GoalResult; sound: boolean }): State {
  let { edits, findings } = state;
  for (const edit of state.edits) {
    const without = edits.filter((each) => each !== edit);
    if (without.length === 0) continue;
    const { result, sound } = judge(without);
    if (!result.pass || !sound) continue;
    const [object] = objectsOf(edit);
    edits = without;
    findings = findings.filter(({ ref }) => ref !== object);
  }
  return { ...state, edits, findings };
}

function errorsOf({ dataplane }: World): Set<string> {
  const errors = dataplane.diagnostics.filter(({ severity }) => severity === 'error');
  return new Set(errors.map(({ code, path }) => `${code} ${path}`));
}

/** What each remedy would cost the others, and the order to offer them in. */
function weigh(world: World, found: readonly State[], { flow, want, walks: all = WALKS }: WhyNotQuestion): Remedy[] {
  // Every remedy walks the same flows again, so they share what one comparison may spend.
  const walks = Math.max(300, Math.floor(all / (found.length + 1)));
  const before = sideOf(world, walks);
  const open = countExposedFlows(world.dataplane, new Set());
  const senders = new Set(expandSenders(world.dataplane.plan, [flow.from]).ends);
  const remedies = found.map(({ edits, findings }): Remedy => {
    const changed = withEdits(world, edits);
    const difference = findDifference(before, sideOf(changed, walks), 2000);
    const nothing: FlowList = { count: 0, flows: [] };
    const { gained, lost } = difference.ok ? difference.value : { gained: nothing, lost: nothing };
    const asked = want === 'blocked' ? lost.flows.filter(({ from }) => senders.has(from)).length : 0;
    return {
      findings,
      edits,
      objects: listChanges(world.spec, changed.spec),
      exposure: countExposedFlows(changed.dataplane, new Set()) - open,
      gained: shortened(gained),
      lost: shortened(lost),
      collateral: lost.count - asked,
      complete: difference.ok && difference.value.complete,
      rebuilds: rebuildsCluster(world.spec.network, changed.spec.network),
    };
  });
  return remedies.toSorted(
    (a, b) =>
      Number(a.rebuilds) - Number(b.rebuilds) ||
      Number(a.collateral > 0) - Number(b.collateral > 0) ||
      a.objects.length - b.objects.length ||
      a.collateral - b.collateral ||
      a.exposure - b.exposure,
  );
}

const MOST_SHOWN = 50;

function shortened({ count, flows }: FlowList): FlowList {
  return { count, flows: flows.slice(0, MOST_SHOWN) };
}
