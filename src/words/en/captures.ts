// English words of captures and load runs: why a filter cannot be read (`filter.*`, in tcpdump's manner, with the place), and where one can capture.
import type { Dictionary } from '../dictionary.ts';

export const CAPTURE_WORDS: Dictionary = {
  'filter.syntax': 'tcpdump: syntax error in filter expression at letter {position}: "{token}".',
  'filter.tooLong': 'tcpdump: filter expression too long: at most 200 words and 4,096 letters (letter {position}).',
  'filter.tooDeep': 'tcpdump: filter expression too deep: at most 32 levels (letter {position}).',
  'filter.unknownHost': "tcpdump: unknown host '{token}' (letter {position}). Names are not looked up: write an address.",
  'filter.unknownPort': "tcpdump: unknown port '{token}' (letter {position}).",
  'filter.badPort': 'tcpdump: illegal port number {token} > 65535 (letter {position}).',
  'filter.badAddress': 'tcpdump: invalid IPv4 address {token} (letter {position}).',
  'filter.hostBits': 'tcpdump: non-network bits set in {token} (letter {position}).',
  'filter.maskOfHost': 'tcpdump: mask syntax is for networks only: write net (letter {position}).',
  'filter.protocolOfHost':
    "tcpdump: a transport protocol does not qualify an address: write '… and host {token}' (letter {position}).",
  'filter.qualifierOfPort': "tcpdump: illegal qualifier of 'port' (letter {position}).",
  'filter.portOfOther': "tcpdump: port '{token}' is another protocol's (letter {position}).",
  'filter.linkLayer': 'tcpdump: link layer applied in wrong context (letter {position}).',
  'filter.divisionByZero': 'tcpdump: division by zero (letter {position}).',
  'filter.dataSize': 'tcpdump: data size must be 1, 2, or 4 (letter {position}).',
  'filter.notSimulated': '"{token}" (letter {position}) is tcpdump’s, but nothing in this network has it.',
  'load.badPlan': '{field}: must be from {least} to {most} (times in milliseconds).',
  'load.tooComplex.paths':
    'The connections of this plan have more than {most} different ways through this world: the run ended without a result.',
  'load.tooComplex.open':
    'More than {most} connections were open at one time: the run ended without a result. Lower `rate` or `hold`.',
  'load.tooComplex.events':
    'More than {most} things happened: the run ended without a result. Lower `rate`, `requests` or `retries`, or make `duration` shorter.',
  'capture.badPoint.unknown':
    'No packet can be captured at {at}: no machine of that name has such an interface. This flow passes {points}.',
  'capture.badPoint.loadBalancer':
    'No packet can be captured at {at}: a load balancer is no machine on the way; the fabric itself turns packets over. Look at the node it chose. This flow passes {points}.',
  'capture.badPoint.natGateway':
    'No packet can be captured at {at}: a NAT gateway has no interface to look into. Look before it, at the node, or behind it, at the receiver. This flow passes {points}.',
  'capture.badPoint.applicationGateway':
    'No packet can be captured at {at}: an application gateway runs on machines of Azure that nobody may look into. Its own connection is seen at the pod it asks. This flow passes {points}.',
  'capture.badPoint.privateEndpoint':
    'No packet can be captured at {at}: a private endpoint is an address in a subnet and no machine. Look at the sender. This flow passes {points}.',
  'capture.badPoint.paasService':
    'No packet can be captured at {at}: the service is run by Azure, and nobody may look into it. Look at the sender. This flow passes {points}.',
  'capture.badPoint.subnet':
    'No packet can be captured at {at}: a subnet has no interface; those of its machines do. This flow passes {points}.',
  'capture.badPoint.service':
    'No packet can be captured at {at}: a Service is a rule on every node and no machine. Look at the client or at a pod behind it. This flow passes {points}.',
  'capture.badPoint.internet':
    'No packet can be captured at {at}: the street belongs to nobody. Look at the host at its other end. This flow passes {points}.',
};
