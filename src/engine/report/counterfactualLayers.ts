// Repairs of policies in layers: the deciding policy of Calico, Cilium or the administrator is given one more line for exactly this flow, or
// loses the line that stops it. Rules: CAL3, CAL4, CIL4, CIL10, CIL12, ANP2, ANP3.
import { parsePolicyObject } from '../dataplane/policyKinds.ts';
import type { Edit } from '../edit/edit.ts';
import type { Step } from '../forward/trace.ts';
import type { PolicyResource } from '../model/kubernetes.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { findObject, formatRef, refOf } from '../model/spec.ts';
import { type Candidate, type Case, findPod, findPodByAddress, podName, stepsOf } from './counterfactual.ts';
import { closeAdmin, openAdmin } from './counterfactualAdmin.ts';
import { closeCalico, openCalico } from './counterfactualCalico.ts';
import { allowName, allowRequest, closeCilium, openCilium } from './counterfactualCilium.ts';
import { type Door, findDoor } from './counterfactualPolicy.ts';
import type { PolicyChange } from './policyChange.ts';

const PLACE = /^specs?(?:\[\d+\])?\.(?:ingress|egress)(?:Deny)?\[(\d+)\]/;

export function repairLayers(input: Case): Candidate[] {
  const { verdict } = input.trace;
  const policy = verdict.rule && findPolicy(input, verdict.rule);
  if (!policy || !verdict.rule) return [];
  const { field } = verdict.rule;
  if (verdict.reason === 'dns') {
    const question = String(stepsOf(input.trace).findLast(({ code }) => code === 'dns.refused')?.params['question'] ?? '');
    if (question !== '') return allowName(policy, field, question).map((change) => candidate(change, undefined));
  }
  const step = stepsOf(input.trace).findLast(({ effect }) => effect !== 'pass');
  if (step?.code === 'policy.http.forbidden')
    return allowRequest(policy, field, String(step.params['path'] ?? '/')).map((change) => candidate(change, undefined));
  const door = findDoor(input);
  if (!door) return [];
  const decided = { ...door, field, at: placeOf(field), forbidden: step?.code.endsWith('.forbidden') === true };
  const changes = [...openCalico(policy, decided), ...openCilium(policy, decided, input), ...openAdmin(policy, decided)];
  return changes.map((change) => candidate(change, decided));
}

/** A line that lets the flow through is preceded by one that does not. */
export function closeLayers(input: Case): Candidate[] {
  return stepsOf(input.trace).flatMap((step): Candidate[] => {
    const direction = step.type === 'ingressPolicy' ? 'ingress' : step.type === 'egressPolicy' ? 'egress' : undefined;
    if (direction === undefined || step.effect !== 'pass' || !step.rule) return [];
    const policy = findPolicy(input, step.rule);
    const door = policy && passedDoor(input, step, direction);
    if (!door) return [];
    const { field } = step.rule;
    const decided = { ...door, field, at: placeOf(field), forbidden: false };
    const changes = [...closeCalico(policy, decided), ...closeCilium(policy, decided, input), ...closeAdmin(policy, decided)];
    return changes.map((change) => candidate(change, decided));
  });
}

function findPolicy({ spec }: Case, { object }: RuleRef): PolicyResource | undefined {
  const ref = parsePolicyObject(object);
  const found = ref && findObject(spec, ref);
  return found && ref.kind !== 'NetworkPolicy' && found.kind === ref.kind ? (found as PolicyResource) : undefined;
}

function passedDoor({ dataplane, trace }: Case, step: Step, direction: Door['direction']): Door | undefined {
  const { sourceIP, destinationIP, destinationPort: port, protocol } = step.before;
  const sender = findPod(dataplane, trace.flow.from) ?? findPodByAddress(dataplane, sourceIP);
  const receiver = findPodByAddress(dataplane, destinationIP);
  const subject = direction === 'ingress' ? receiver : sender;
  const peer = direction === 'ingress' ? (sender ?? sourceIP) : (receiver ?? destinationIP);
  return subject && protocol !== 'ICMP' ? { direction, subject, peer, port, protocol, lookup: false } : undefined;
}

function placeOf(field: string): number | undefined {
  const at = PLACE.exec(field)?.[1];
  return at === undefined ? undefined : Number(at);
}

function candidate({ code, policy, field, suggested }: PolicyChange, door: Door | undefined): Candidate {
  const object = formatRef(refOf(policy));
  const edits: Edit[] = [{ type: 'putObject', resource: policy }];
  const peer = door === undefined ? '' : typeof door.peer === 'string' ? door.peer : podName(door.peer);
  const about = door
    ? { subject: podName(door.subject), peer, port: door.port, protocol: door.protocol, direction: door.direction }
    : {};
  return { code, params: { policy: object, field, suggested, ...about }, ref: object, edits };
}
