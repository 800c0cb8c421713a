// English words of practice without end (`practice.*`): the assignment, every fault in a sentence, the daily challenge.
import type { Dictionary } from '../dictionary.ts';

export const PRACTICE_WORDS: Dictionary = {
  'practice.heading': 'On call: practice without end',
  'practice.about': 'A house that worked yesterday, and one thing broken overnight. Every world is proved to be solvable.',
  'practice.daily': 'Challenge of the day',
  'practice.daily.about': '{date} (UTC): the same house for everybody.',
  'practice.daily.open': 'Find today’s fault',
  'practice.daily.again': 'Look at it again',
  'practice.streak': '{count|# day|# days} in a row',
  'practice.endless': 'One more fault',
  'practice.difficulty': 'How large a house',
  'practice.level.1': 'Small',
  'practice.level.2': 'Larger',
  'practice.level.3': 'Whole',
  'practice.next': 'Practice {number}',
  'practice.go': 'Next one',
  'practice.share': 'Copy the result',
  'practice.share.line': 'CIDR House, {date}: {stars}, {count|one object|# objects} changed.',
  'practice.title': 'Practice {number}',
  'practice.daily.title': 'Daily challenge, {date}',
  'practice.difficulty.1': 'one floor, one fault',
  'practice.difficulty.2': 'a larger house, one fault',
  'practice.difficulty.3': 'the whole building, one fault',
  'practice.briefing':
    'Yesterday everything in this house worked. Overnight somebody changed one thing, and nobody wrote down what. The goals are the flows that worked and the flows that were refused.',
  'practice.briefing.network':
    'One object differs from a working state. Look before you change: the first failing goal says where its packet ended. Undoing the fault is enough; any repair that meets every goal counts.',
  'practice.hint.1': 'Read the goals that fail together: what do those flows have in common that the others have not?',
  'practice.hint.2': 'Follow one lost packet to its last step. The object named there decided; what should it have said?',
  'practice.hint.3': 'Compare the names, labels, ports and prefixes on both sides of that step, letter by letter.',
  'practice.debrief': 'What had been changed: {fault}',
  'practice.analogy': 'A house has one porter who remembers yesterday; a cluster has its change log, if somebody keeps one.',
  'practice.fault.svc.selector':
    '{object} asked for laptops with the label “{is}”; they wear “{was}”. Without endpoints it refused at once.',
  'practice.fault.svc.targetPort': '{object} passed on to port {is}; the laptops listen on {was}.',
  'practice.fault.svc.portName':
    '{object} passed on to a port called “{is}”; no container port has that name, so it had no endpoint for it.',
  'practice.fault.svc.local':
    '{object} had externalTrafficPolicy {is} instead of {was}: rooms without a laptop of their own dropped what rang at their door.',
  'practice.fault.svc.ready': '{object} selected “{is}” instead of “{was}”: a pod that is not ready is no endpoint.',
  'practice.fault.pod.label':
    '{object} wore the label “{is}” instead of “{was}”: the policies that admit it by label no longer knew it.',
  'practice.fault.pod.port': '{object} listened on {is}; everybody writes to {was}.',
  'practice.fault.np.direction':
    '{object} had policyTypes {is}: its ingress rules were ignored, and the default deny stood alone.',
  'practice.fault.np.peer': '{object} admitted pods with the label “{is}”; the senders wear “{was}”.',
  'practice.fault.np.namespace': '{object} admitted a namespace called “{is}”; the senders live in “{was}”.',
  'practice.fault.np.home': '{object} named its peer by podSelector alone: that looks in the policy’s own namespace only.',
  'practice.fault.np.port': '{object} admitted port {is}; a policy judges the receiver’s own port, {was}.',
  'practice.fault.np.udp': '{object} admitted the directory over {is} alone; questions of names go over {was}.',
  'practice.fault.np.dns': '{object} had lost its rule for port 53: no name could be asked for any more.',
  'practice.fault.np.wide': '{object} admitted every namespace: an empty namespaceSelector selects them all.',
  'practice.fault.np.forgotten': '{object} had no ingress rule left: a policy without rules denies everything.',
  'practice.fault.nsg.port': '{object} was {is} instead of {was}: a guard on the subnet sees the frontend’s port.',
  'practice.fault.nsg.destination':
    '{object} was {is} instead of {was}: with floating IP the packet still carries the frontend’s address.',
  'practice.fault.nsg.priority':
    '{object} was {is} instead of {was}: the rule that denies came first, and the first match decides.',
  'practice.fault.nsg.source': '{object} was {is} instead of {was}: the caller’s subnet was no longer meant.',
  'practice.fault.nsg.wide': '{object} was {is} instead of {was}: the guests’ subnet was meant as well.',
  'practice.fault.dns.record': '{object} answered {is}; the reception’s address is {was}.',
  'practice.fault.route.missing': '{object} was gone ({was}): what belonged to the gate went out past it.',
  'practice.fault.route.nextHop': '{object} was {is}; the gate stands at {was}. A next hop that is not there is a black hole.',
  'practice.fault.route.prefix': '{object} was {is} instead of {was}: the other half of the street was reached past the gate.',
  'practice.fault.peer.half': '{object} was gone ({was}): a peering works only when both sides have it.',
  'practice.fault.fw.name': '{object} allowed the name {is}; the request says {was}.',
  'practice.fault.fw.source': '{object} was meant for {is}; the rooms send from {was}.',
  'practice.fault.zone.link': '{object} was no longer linked to {was}: the name led to the public door, which is shut.',
  'practice.fault.zone.record': '{object} answered {is}; the private endpoint has {was}.',
  'practice.fault.pe.pending': '{object} was {is}: until it is {was} nothing passes.',
  'practice.broken': 'This practice world cannot be made: {id} is no name of one.',
};
