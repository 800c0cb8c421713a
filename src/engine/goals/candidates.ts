// Candidates: what could be changed so that a goal holds, generated from the deciding step of its trace. Each is a guess until it is tried:
// hints.ts keeps the best for a player, whyNot.ts searches for the smallest that hold.
import { type Candidate, type Case, findTargetService, isOutside } from '../report/counterfactual.ts';
import {
  explainSource,
  repairAddresses,
  repairHostNetwork,
  repairListening,
  repairOverlap,
  switchMode,
} from '../report/counterfactualNetwork.ts';
import { repairArrival } from '../report/counterfactualOpen.ts';
import { closeAzure, repairAzure, repairNames } from '../report/counterfactualAzure.ts';
import { repairDoor, repairNodePort } from '../report/counterfactualDoors.ts';
import { admitName, takeDenialOut, withdrawRule } from '../report/counterfactualGate.ts';
import { admitManager } from '../report/counterfactualGateways.ts';
import { closeGuards, isAdmitted } from '../report/counterfactualGuards.ts';
import { hangNodeTable, hangOwnTable, leaveKubenet } from '../report/counterfactualKubenet.ts';
import { leadThroughGate, repairExit, signToEndpoint, takeSignDown } from '../report/counterfactualExits.ts';
import { leadElsewhere, repairHttp, routerStep } from '../report/counterfactualHttp.ts';
import { guestList, lendLabel } from '../report/counterfactualGuests.ts';
import { closeLayers, repairLayers } from '../report/counterfactualLayers.ts';
import { explainReturn, repairRecord } from '../report/counterfactualReturns.ts';
import { signToSpoke } from '../report/counterfactualSpokes.ts';
import { closeListeners } from '../report/counterfactualRoutes.ts';
import { repairPolicy } from '../report/counterfactualPolicy.ts';
import { repairResolver } from '../report/counterfactualResolver.ts';
import { repairServers } from '../report/counterfactualServers.ts';
import { missingService, repairCallerAddress, repairService } from '../report/counterfactualService.ts';
import { traceOfBootstrap } from './bootstrap.ts';
import { type Goal, type GoalResult, wantsArrival } from './goal.ts';
import { listFlows } from './listFlows.ts';
import { askedWorld } from './judgeAddresses.ts';
import { withGiven, type World } from './world.ts';

/** A goal that does not hold, and what the judge saw. */
export interface Failing {
  readonly world: World;
  readonly goal: Goal;
  readonly result: GoalResult;
}

export type Welcome = NonNullable<Case['welcome']>;

/** Who reaches whom because a goal asks for it: no repair should shut them out. */
export function listWelcome(world: World, goals: readonly Goal[]): Welcome {
  return goals.flatMap((goal) => {
    if (!wantsArrival(goal) || goal.given !== undefined) return [];
    return listFlows(world, goal).flows.flatMap(({ from, answer }) =>
      answer.ok
        ? answer.value.flatMap(({ deliveredTo }): Welcome => (deliveredTo === undefined ? [] : [[from, deliveredTo]]))
        : [],
    );
  });
}

export function listCandidates({ world, goal, result }: Failing, welcome: Welcome): Candidate[] {
  // What is wrong is the answer, or more than one flow's walk can show.
  if (goal.type === 'find' || goal.type === 'exposure' || goal.type === 'load') return [];
  const judged = goal.given === undefined ? world : withGiven(world, goal.given);
  if ('absent' in judged) return [];
  if (goal.type === 'addressesSuffice')
    return repairAddresses({ spec: world.spec, dataplane: askedWorld(judged, goal).dataplane });
  const { trace, failure } = result;
  // A pod that sits nowhere, because its node never started (E-3).
  if (!trace && failure?.code === 'goal.sender' && goal.type !== 'mustNotArrive') return repairBootstrap(judged, goal);
  if (!trace || !failure) return [];
  const input: Case = { spec: judged.spec, dataplane: judged.dataplane, trace, welcome };
  if (goal.type === 'mustNotArrive') {
    const inside = [
      ...closeListeners(input),
      ...closeLayers(input),
      ...repairArrival(input),
      ...guestList(input),
      ...closeAzure(input),
      ...leadThroughGate(input),
    ];
    // Where a line of a guard's own list let it in, that line is what went wrong.
    const guards = closeGuards(input);
    return [...withdrawRule(input), ...(isAdmitted(input) ? [...guards, ...inside] : [...inside, ...guards])];
  }
  if (trace.verdict.outcome !== 'delivered') {
    const spokes = signToSpoke(input);
    // Who is to pass a gate does not want a way around it.
    const around = spokes.length > 0 && goal.type === 'passesThrough' ? 'net.peering' : undefined;
    // Where no room opens nobody receives, whatever a Service says (E-3).
    const shut = judged.dataplane.plan.nodes.every(({ ready }) => !ready);
    return [
      ...(shut ? repairBootstrap(judged, goal) : []),
      ...spokes,
      ...repairLayers(input),
      ...repairRecord(input),
      ...hangOwnTable(input),
      ...repairLost(input),
      ...openGate(input),
      ...repairAzure(input).filter(({ code }) => code !== around),
      ...repairServers(input),
      ...takeSignDown(input),
      ...wantedExit(input, goal),
      ...leaveKubenet(input),
      ...explainReturn(input),
    ];
  }
  if (failure.code.startsWith('goal.source')) {
    const exits = repairExit(input, goal.type === 'arrivesWithSource' ? { source: goal.source } : {});
    // Whose stamp a letter bears on the street is no matter of the cluster's mode.
    const explained = exits.length > 0 ? [] : explainSource(input);
    return [...repairHostNetwork(input), ...exits, ...repairCallerAddress(input), ...explained];
  }
  if (failure.code === 'goal.via') {
    const via = goal.type === 'passesThrough' ? goal.via : [];
    const names = [...repairNames(input), ...repairServers(input)];
    return [...names, ...signToEndpoint(input, via), ...signToSpoke(input), ...repairExit(input, { via })];
  }
  // What does not help is not said: the note that took the letter is.
  if (failure.code.startsWith('goal.receiver'))
    return [...admitManager(input), ...leadElsewhere(input), { code: failure.code, params: failure.params }];
  if (failure.code.split('.')[1] === 'question') return repairResolver(input);
  if (failure.code === 'goal.backends')
    return repairService({ ...input, trace: { ...trace, verdict: { outcome: 'refused', reason: 'no-endpoints' } } });
  return [];
}

/** Rooms that do not open: what stands in their way, and the way that this goal wants them to take. */
function repairBootstrap({ spec, dataplane }: World, goal: Goal): Candidate[] {
  const trace = traceOfBootstrap(dataplane);
  const input = trace && { spec, dataplane, trace };
  return input ? [...repairLost(input), ...openGate(input), ...repairAzure(input), ...wantedExit(input, goal)] : [];
}

/** The line that says no; only where there is none, one that is missing. */
function openGate(input: Case): Candidate[] {
  const denials = takeDenialOut(input);
  return denials.length > 0 ? denials : admitName(input);
}

function repairLost(input: Case): Candidate[] {
  const { outcome, reason } = input.trace.verdict;
  const turnedAway = routerStep(input.trace) && reason !== 'network-policy' ? repairHttp(input) : [];
  if (turnedAway.length > 0) return turnedAway;
  if (outcome === 'dns-timeout' || reason === 'network-policy') {
    // A guest list by number fails where a room stamped its own number over the caller's (PW6, PW17).
    const stamped = reason === 'network-policy' && isOutside(input.trace) ? repairCallerAddress(input) : [];
    return [...stamped, ...repairPolicy(input), ...lendLabel(input)];
  }
  if (outcome === 'nxdomain' || outcome === 'nodata') return [...missingService(input), ...repairResolver(input)];
  const service = findTargetService(input.dataplane, input.trace);
  const throughService = service ? repairService(input) : [];
  if (reason === 'not-listening') return [...throughService, ...repairListening(input), ...repairNodePort(input)];
  if (reason === 'no-route' || reason === 'no-such-port' || reason === 'no-endpoints' || reason === 'no-healthy-node') {
    const outside = isOutside(input.trace);
    return [
      ...(reason === 'no-healthy-node' ? repairCallerAddress(input) : []),
      ...throughService,
      ...hangNodeTable(input),
      ...(outside ? [...repairDoor(input), ...switchMode(input, 'cni.unroutable')] : repairOverlap(input)),
    ];
  }
  if (reason === 'node-not-ready') return [...repairAddresses(input), ...throughService];
  return throughService;
}

/** A letter that is lost on its way out, where a goal says which way that is. */
function wantedExit(input: Case, goal: Goal): Candidate[] {
  if (goal.type === 'arrivesWithSource') return repairExit(input, { source: goal.source });
  return goal.type === 'passesThrough' ? repairExit(input, { via: goal.via }) : [];
}
