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
  'capture.badPoint': 'No packet can be captured at {at}: no machine of that name has an interface. This flow passes {points}.',
};
