// English words for what is not understood in a policy sentence (`sentence.*`). The sentences themselves are one small language for every locale.
import type { Dictionary } from '../dictionary.ts';

export const SENTENCE_WORDS: Dictionary = {
  'sentence.empty': 'Nothing is said yet. Begin with whom the policy is about: pods app=db in data accept …',
  'sentence.unnamed': 'The policy needs a name: write policy NAME on the first line.',
  'sentence.name': 'After policy comes its name.',
  'sentence.secondName': 'The name is said once, on the first line.',
  'sentence.subject': 'Begin with whom the policy is about: pods app=db in data, or all pods in data.',
  'sentence.subjectWhere': 'Say where these pods live: in, then the name of the policy’s namespace.',
  'sentence.otherSubject': 'Every line of a policy is about the same pods of one namespace. For others make another policy.',
  'sentence.verb': 'Here comes accept (what may come in) or send (what may go out).',
  'sentence.what': 'Here comes everything, nothing, or ports: TCP 5432, UDP 53 and TCP 8000-8100.',
  'sentence.protocol': 'After any comes TCP, UDP or SCTP, then port: any TCP port. All ports of all protocols are everything.',
  'sentence.anyPort': 'Write port after the protocol: any TCP port.',
  'sentence.port': 'After the protocol comes a number, a range like 8000-8100, or the name of a container port.',
  'sentence.range': 'A range goes upward: {to} is less than {from}.',
  'sentence.preposition': 'Here comes {word}, then who is at the other end.',
  'sentence.peer':
    'Say who is at the other end: anyone, pods app=web in the same namespace, pods app=web in namespace shop, namespaces team=a, all namespaces, or addresses 10.0.0.0/8.',
  'sentence.where':
    'Say where these pods live: in the same namespace, in namespace shop, in namespaces team=a, or in all namespaces. A policy never guesses it.',
  'sentence.namespace': 'After namespace comes its name. To choose by label, write namespaces team=a.',
  'sentence.selector': 'Here comes a label: app=db, tier in (a, b), tier not in (a), has tier, or lacks tier.',
  'sentence.label':
    'What about the label {key}? Write {key}=value, {key} in (a, b), {key} not in (a), has {key}, or lacks {key}.',
  'sentence.value': 'Here comes the value of the label; an empty one is written "".',
  'sentence.bracket': 'The list of values ends with a closing bracket.',
  'sentence.twice': 'The label {key} is named twice, and it can have one value. Write {key} in (a, b) for either.',
  'sentence.cidr': 'Here comes a range of addresses, like 10.0.0.0/8.',
  'sentence.except': '{except} does not lie inside {cidr}: except only takes away from its own range.',
  'sentence.refused': 'The API server would refuse this: {message}',
  'sentence.nothing': '{verb} nothing stands alone: the same policy cannot {verb} something as well.',
  'sentence.mixed': 'Either all {verb} lines are ignored or none: ignored means that the direction is not in policyTypes.',
  'sentence.ignoredNothing': 'There is nothing to ignore: leave this line out.',
  'sentence.allIgnored': 'A policy holds in one direction at least: one line must stand without ignored.',
  'sentence.end': 'The sentence is complete before this. Begin a new line for another one; separate ports by and, peers by or.',
  'sentence.quote': 'The quotation mark is never closed.',
  'sentence.letter': 'The letter {letter} has no place in a sentence.',
  'sentence.long': 'The text is longer than {most} letters.',
  'sentence.lines': 'The text has more than {most} lines.',
  'sentence.many': 'More than {most} items in one list.',
};
