// English words of hints to what a goal asks for, to what a load died of, and to questions (`goal.*`, `snat.*`, `find.*`).
import type { Sentence } from '../dictionary.ts';

export const GOAL_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'goal.sender': [
    {
      office: 'The goal speaks of a sender in department {namespace}, and nobody like that sits there.',
      network: 'No pod of namespace {namespace} is the sender that the goal names ({from}).',
    },
    'Create the sender as a pod in namespace {namespace}.',
  ],
  'goal.target': [
    { office: 'The goal speaks of a receiver that is not there: {to}.', network: 'Nothing matches the target {to}.' },
    'Create what the goal names as receiver: {to}.',
  ],
  'goal.receiver': [
    {
      office: 'The letter arrives at {receiver}, and is for somebody else.',
      network: 'The flow reaches {receiver} instead of {wanted}.',
    },
    'Make the flow from {from} to {to} reach {wanted}.',
  ],
  'goal.receiver.by': [
    {
      office: 'The letter arrives at {receiver}, and is for somebody else. It followed {object}, {field}.',
      network: 'The flow reaches {receiver} instead of {wanted}: {object}, {field} matches it best.',
    },
    {
      office: 'Write a line that fits {to} better than {field} of {object}, and leads to {wanted}.',
      network: 'Add a match for {to} that is more specific than {field} of {object}, with {wanted} as its backend.',
    },
  ],
  'goal.via': [
    { office: 'The letter arrives, by another way than it should.', network: 'The flow passes {via}; it should pass {wanted}.' },
    'Make the flow from {from} to {to} pass {wanted}.',
  ],
  'goal.must': [
    {
      office: 'Something that must arrive does not. Step through it to where it ends.',
      network: 'A required flow fails; its trace shows the hop.',
    },
    'Watch the letter of this goal, and look at the object that the last step names.',
  ],
  'goal.mustNot': [
    {
      office: 'Something that must not arrive does. Step through it: which door let it pass?',
      network: 'A forbidden flow arrives; its trace shows every rule that let it pass.',
    },
    'Watch the letter of this goal, and close the door nearest to the receiver.',
  ],
  'goal.exposure': [
    {
      office: 'Help desk {service} has a door that nobody asked for.',
      network: 'Service {service} of type {current} opens a way in.',
    },
    'Set {field} of Service {service} to {suggested}.',
  ],
  'goal.tooOpen': [
    {
      office: 'Everything that must arrive does, but more doors stand open than anybody needs.',
      network: 'Flows are allowed that no goal asks for; {from} to {to} is one.',
    },
    'Close what nobody needs: begin with {from} to {to}.',
  ],
  'goal.redirect': [
    {
      office: 'The reader at the front desk should send {from} to another address, and does not.',
      network: 'The router should answer {to} with a redirect to {wanted}; it answers {seen}.',
    },
    'Set the redirect on the route or Ingress that serves {to}.',
  ],
  'goal.load': [
    {
      office: 'One letter comes through; a rush hour does not. Most were lost to {reason}.',
      network: 'A single flow works; under load most failures are {reason}.',
    },
    'Run the rush hour and look at what is used up, or taken away, when connections begin to fail.',
  ],
  'snat.exhausted': [
    {
      office: 'The outgoing stamp is fine, there are too few of its lines: each letter to the same address needs one of its own.',
      network: 'SNAT ports run out: {lost} of {connections} connections found none.',
    },
    'Give the way out more ports: more public addresses, more ports a node, or a NAT gateway.',
  ],
  'snat.multiple': [
    {
      office: 'Reception does not cut stamp books of {ports}: it cuts them in eights.',
      network: 'allocatedOutboundPorts {ports} is not a multiple of 8, and Azure refuses it.',
    },
    'Set allocatedOutboundPorts to a multiple of 8 that is large enough, or use a NAT gateway.',
  ],
  'snat.maxNodes': [
    {
      office:
        'Books of {ports} stamps are too thick: the addresses of reception do not have enough stamps for {nodes|# room|# rooms}.',
      network: '{nodes|# node|# nodes}, surge included, times {ports} ports is more than 64,000 ports per address.',
    },
    'Lower allocatedOutboundPorts, add public addresses, or use a NAT gateway.',
  ],
  'snat.idle': [
    {
      office: 'Lines that are silent for too long are hung up while somebody still holds them.',
      network: 'Idle connections are dropped before they are used again.',
    },
    'Raise the idle timeout of the way out, or let the sender keep its connections alive. The four minutes of a firewall cannot be raised: take another way past it.',
  ],
  'find.open': [
    {
      office: 'A question waits for your answer; the letter from {from} to {to} knows it.',
      network: 'The answer is in the trace from {from} to {to}.',
    },
    'Watch the letter of this goal, stop it at {place}, and answer what you read there.',
  ],
  'find.hop': [
    {
      office: 'The number {answer} is not what stands on the letter at {place}. Someone may restamp it before or after.',
      network: '{answer} is not on the packet at {place}: an address may be translated at each hop.',
    },
    'Step through the letter of this goal until {place}, and read the address on it there.',
  ],
  'find.layer': [
    {
      office: 'The letter from {from} did not meet “{answer}”. Look at what happened to it, and where.',
      network: '“{answer}” is not what the trace shows: read its last step.',
    },
    'Watch the letter from {from} to {to} to its end; the last step says what happened and who decided.',
  ],
  'find.who': [
    {
      office: 'Several write to {to}, and {answer} is not the one whose letter gets there.',
      network: 'Several senders try {to}; {answer} is not the one whose traffic is delivered.',
    },
    'Watch the letter of each of {from} to {to}. Whose is delivered is the one; its own address stands on the letter before the node’s door.',
  ],
};
