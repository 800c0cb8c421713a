// English words of failing goals (`goal.*`): where it happened, which object and field decided, and what that means.
import type { Dictionary } from '../dictionary.ts';

/** Keys that end in `.by` have a rule to name; the others have none. */
const DECIDED = 'Decided by {object}, {field}.';

export const GOAL_WORDS: Dictionary = {
  'goal.sender': {
    office: 'Nobody writes: {from} sits at no desk of this house.',
    network: 'Nobody sends: no pod of {from} runs in this world.',
  },
  'goal.senderIn': {
    office: 'Nobody sits in department {namespace} yet, so nobody writes.',
    network: 'Namespace {namespace} has no pod that could send.',
  },
  'goal.target': {
    office: 'Nobody is there to receive: {to} is not in this house, or sits at no desk.',
    network: 'There is no target {to} in this world, or none of its pods runs.',
  },
  'goal.given': {
    office: 'This is judged as if {object} were changed, and your house has no such thing any more.',
    network: 'This is judged with {object} changed, and your world does not have it.',
  },
  'goal.tooComplex': 'The letter from {from} to {to} has more than {traces} ways to go; this goal was not judged.',
  'goal.unsupported':
    'The letter from {from} to {to} meets something that is not simulated yet ({part}); this goal was not judged.',
  'goal.arrived.unplugged': {
    office: '{from} reached {receiver}: the badge readers have no power. See {object}, {field}.',
    network: '{from} reached {receiver}: no policy engine enforces NetworkPolicies ({object}, {field}).',
  },
  'goal.arrived.open': {
    office: '{from} reached {receiver}, and no badge reader stood in the way.',
    network: '{from} reached {receiver}, and no NetworkPolicy isolates it in this direction.',
  },
  'goal.arrived.out': {
    office: '{from} reached {receiver}, and nothing on its way to the street refused it.',
    network: '{from} reached {receiver}: no firewall, NSG rule or NetworkPolicy on its way out denied it.',
  },
  'goal.arrived.gate': {
    office: '{from} reached {receiver}: the gate let it through. Its line is {object}, {field}.',
    network: '{from} reached {receiver}: allowed by {object}, {field}.',
  },
  'goal.arrived.allowed': {
    office: '{from} reached {receiver}: the badge reader let it in. Its rule is {object}, {field}.',
    network: '{from} reached {receiver}: allowed by {object}, {field}.',
  },
  'goal.arrived.guard': {
    office: '{from} reached {receiver}: the guard let it through. The deciding line is {object}, {field}.',
    network: '{from} reached {receiver}: allowed by {object}, {field}.',
  },
  'goal.arrived.service': {
    office: '{from} reached {receiver} through the door of {object}.',
    network: '{from} reached {receiver} through {object}.',
  },
  'goal.source': {
    office: '{from} reached {to}, yet the letter carries {seen} and should carry {wanted}.',
    network: '{from} reached {to} with source {seen} instead of {wanted}.',
  },
  'goal.source.borrowed': {
    office: '{from} reached {to}, yet the letter carries {seen}, the number of its room: this laptop has none of its own.',
    network: '{from} reached {to} with source {seen}, its node’s address: a hostNetwork pod has no address of its own.',
  },
  'goal.source.by': {
    office:
      '{from} reached {to}, yet the letter carries {seen} and should carry {wanted}. It was stamped over at {place}. ' + DECIDED,
    network: '{from} reached {to} with source {seen} instead of {wanted}. Rewritten at {place}. ' + DECIDED,
  },
  'goal.via': {
    office: 'The letter from {from} to {to} arrived. It should pass {wanted} on its way, and passed {via}.',
    network: '{from} reached {to}; it should pass {wanted} on the way, and passed {via}.',
  },
  'goal.question.first': {
    office: '{from} asks for {seen} first, and for {count|# name|# names} in all; {wanted} should be the first question.',
    network: '{from} to {to}: the first of {count|# query|# queries} is for {seen} instead of {wanted}.',
  },
  'goal.question.left': {
    office: '{from} asks for {seen} on its way to {to}, and the question leaves the house: {client} puts it to {server}.',
    network: '{from} to {to}: {client} sends the query for {seen} out of the cluster, to {server}.',
  },
  'goal.receiver': {
    office: 'The letter to {to} was received by {receiver}; it is for {wanted}.',
    network: '{to} reached {receiver} instead of {wanted}.',
  },
  'goal.receiver.by': {
    office: 'The letter to {to} was received by {receiver}; it is for {wanted}. ' + DECIDED,
    network: '{to} reached {receiver} instead of {wanted}. ' + DECIDED,
  },
  'goal.backends': {
    office: 'Only {reached|# laptop picks up|# laptops pick up} at {to}; {wanted} should.',
    network: '{to} reaches {reached|# backend|# backends}; {wanted} are expected.',
  },
  'goal.reply': {
    office: 'The letter from {from} arrived at {to}, but the answer was lost at {place}.',
    network: '{from} to {to}: the reply was lost at {place}.',
  },
  'goal.reply.by': {
    office: 'The letter from {from} arrived at {to}, but the answer was lost at {place}. ' + DECIDED,
    network: '{from} to {to}: the reply was lost at {place}. ' + DECIDED,
  },
  'goal.find.open': {
    office: 'A question waits: watch the letter from {from} to {to}, and say what you saw.',
    network: 'Not answered yet: trace {from} to {to}.',
  },
  'goal.find.hop': {
    office: 'Not at {place}: the letter from {from} does not carry {answer} there. It may elsewhere on its way.',
    network: 'Not at {place}: the packet from {from} to {to} does not carry {answer} at that hop.',
  },
  'goal.find.layer': {
    office: 'Not so: “{answer}” is not what the letter from {from} to {to} shows. Watch it to its end.',
    network: 'The trace from {from} to {to} does not show “{answer}”.',
  },
  'goal.find.who': {
    office:
      'Not {answer}: of the letters to {to}, the one that arrives is not signed like that at its own desk. Watch each of them.',
    network: '{answer} is not the sender whose traffic reaches {to}. Trace each of them.',
  },
  'goal.redirect': {
    office: '{from} is sent on to {seen}; it should be sent to {wanted}.',
    network: '{from} to {to}: redirected to {seen} instead of {wanted}.',
  },
  'goal.redirect.none': {
    office: '{from} asks at {to} and is not sent on to another address.',
    network: '{from} to {to}: the answer is no redirect.',
  },
  'goal.exposure': {
    office: '{open|# way is|# ways are} open that nobody needs, and at most {most} may be: {from} can reach {to}, for one.',
    network: '{open|# allowed flow|# allowed flows} beyond what goals need (at most {most}), {from} to {to} among them.',
  },
  'goal.load': {
    office: '{lost|# letter of|# letters of} {connections} never came through ({flow}: {reason}).',
    network: '{lost|# connection of|# connections of} {connections} failed ({flow}: {reason}).',
  },
  'goal.load.by': {
    office: '{lost|# letter of|# letters of} {connections} never came through ({flow}: {reason}). ' + DECIDED,
    network: '{lost|# connection of|# connections of} {connections} failed ({flow}: {reason}). ' + DECIDED,
  },
  'goal.load.refused':
    'Azure does not accept {ports} ports a node: it must be a multiple of 8, and {nodes|# node|# nodes}, surge included, share 64,000 ports per address.',
  'goal.load.unjudged': 'This rush hour is too much to be judged ({field}).',
  'goal.fits.subnet': {
    office: '{subnet} has {usable} numbers to give; the rooms need {needed}. {short} short.',
    network: 'Subnet {subnet}: {usable} usable addresses, {needed} needed with surge, {short} short.',
  },
  'goal.fits.surge': {
    office:
      'Today everybody fits ({used} of {usable}), but the extra room of an upgrade does not: {needed} numbers are needed, {short} too many.',
    network:
      'Subnet {subnet}: {used} of {usable} addresses used; with the surge nodes of an upgrade {needed} are needed, {short} too many.',
  },
  'goal.fits.node': {
    office: 'Room {node} stays dark: {subnet} has no number left for it.',
    network: 'Node {node} is not ready ({reason}) in subnet {subnet}.',
  },
  'goal.fits.pods': {
    office: '{pods|# laptop stands|# laptops stand} without a seat, {pod} first: the open rooms have {seats} seats.',
    network: '{pods|# pod is|# pods are} unplaced ({reason}), {pod} first: the nodes take {seats} pods.',
  },
  'goal.fits.invalid': {
    office: 'Azure does not accept this plan: {code} at {path}.',
    network: 'The plan is refused: {code} at {path}.',
  },
  ...lost(
    'network-policy.none',
    'at {place} {policies|the one badge list of that door does not allow|none of the # badge lists of that door allows} it ({names})',
    'at {place} {policies|the one policy that isolates the pod does not allow|none of the # policies that isolate the pod allows} it ({names})',
  ),
  ...lost(
    'service.selectsNobody',
    'no laptop is labelled {selector}, so {place} sent it back at once',
    'the selector {selector} of {service} matches no pod; {place} refused',
  ),
  ...lost(
    'http.backend',
    'the note names a help desk that is not there, or that may not be named from its department ({outcome})',
    'the rule names a backend that does not exist or that it may not refer to ({outcome})',
  ),
  ...lost(
    'deliver.otherPort',
    '{receiver} is at home, but nobody listens at ear {port} (it listens at {listens})',
    'nothing listens on {port} at {receiver} (it listens on {listens})',
  ),
  ...lost('network-policy', 'a badge reader at {place} said no', 'denied by a NetworkPolicy at {place}'),
  ...lost(
    'no-endpoints',
    'nobody at that help desk is ready to answer, so {place} sent it back at once',
    'the Service has no ready endpoint; {place} refused',
  ),
  ...lost(
    'no-local-endpoints',
    '{place} has nobody of that help desk and may not ask next door',
    'the traffic policy is Local and {place} has no endpoint',
  ),
  ...lost(
    'no-healthy-node',
    'reception found no room that passes its check',
    'no node passes the health probe of the load balancer',
  ),
  ...lost('source-ranges', 'the guest list does not have this sender', 'loadBalancerSourceRanges does not admit the sender'),
  ...lost('deliver.nobody', 'nobody there has the number {address}', 'no host and no load balancer has the address {address}'),
  ...lost(
    'deliver.stale',
    'the name leads to {address}, and nobody opens there (look at {object}, {field})',
    '{question} resolves to {address} ({object}, {field}), and no host or load balancer has that address',
  ),
  ...lost('not-listening', '{place} is at home, but nobody listens at that ear', 'nothing listens on that port at {place}'),
  ...lost('no-route', 'at {place} no signpost leads there', '{place} has no route to the destination'),
  ...lost('no-such-port', 'the help desk has no such ear', 'the Service has no such port'),
  ...lost('no-egress', 'there is no door to the street', 'there is no path to the internet'),
  ...lost('nsg', 'the guard of the floor zone said no', 'denied by a network security group'),
  ...lost('next-hop-none', 'at {place} a signpost points at a wall', 'a route of {place} has next hop None'),
  ...lost('next-hop-unreachable', 'at {place} a signpost points at nobody', 'the next hop of a route of {place} is not there'),
  ...lost('firewall', 'the security gate said no', 'denied by the firewall'),
  ...lost('dns', 'the phone directory did not help', 'the name could not be resolved'),
  ...lost('asymmetric-return', 'the answer took another door', 'the reply took another path than the request'),
  ...lost('node-not-ready', 'room {place} is not open', 'node {place} is not ready'),
  ...lost('endpoint-not-approved', 'the supplier’s inside door is not open', 'the private endpoint is not approved'),
  ...lost(
    'service-firewall',
    '{place} does not let this sender in by its street door',
    'the firewall of {place} refused the source',
  ),
  ...lost('certificate', 'the seal that {place} showed is for another name', '{place} showed a certificate for another name'),
  ...lost('http-route', 'no note of {place} covers the letter ({outcome})', '{place} has no route for the request ({outcome})'),
  ...lost('unsupported', 'the game does not simulate this yet', 'this is not simulated yet'),
  ...lost('timeout', 'it was lost at {place} without a word', 'no answer; lost at {place}'),
  ...lost('refused', '{place} sent it back at once', 'refused at {place}'),
  ...lost('reset', '{place} cut the talk off', 'reset by {place}'),
  ...lost('nxdomain', 'the phone directory has no such name', 'NXDOMAIN'),
  ...lost('nodata', 'the phone directory has no number for that name', 'NODATA'),
  ...lost('dns-timeout', 'the phone directory did not answer', 'the resolver did not answer'),
  ...lost('tls-name', 'the seal carries another name', 'the certificate is for another name'),
  ...lost('http', 'the answer was {outcome}', '{outcome}'),
};

/** One sentence a reason: who wrote to whom, then what happened, then the object and field that decided. */
function lost(reason: string, office: string, network: string): Dictionary {
  const ends = '{from} did not reach {to}: ';
  const key = `goal.lost.${reason}`;
  return {
    [key]: { office: `${ends}${office}.`, network: `${ends}${network}.` },
    [`${key}.by`]: { office: `${ends}${office}. ${DECIDED}`, network: `${ends}${network}. ${DECIDED}` },
  };
}
