// English words of hints about the way out: which mail room, gate or bridge a floor zone uses, and the signpost that leads there.
import type { Sentence } from '../dictionary.ts';

export const EXIT_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'net.mailRoom': [
    {
      office:
        'The letter left with the stamp {seen}. The stamp that is wanted lies in mail room {suggested}, which floor zone {subnet} does not use.',
      network:
        'The flow left as {seen}. NAT gateway {suggested} holds the wanted address and is not on subnet {subnet} (natGateway: {current}).',
    },
    'Set {field} of subnet {subnet} to {suggested}.',
  ],
  'net.turn': [
    {
      office: 'Signpost {route} of {table} points to {current}, and that is not the way by {device}.',
      network: 'Route {route} of {table} sends {prefix} to {current}, not by {device}.',
    },
    'Set the next hop of {prefix} in {table} to {suggested}.',
  ],
  'net.hang': [
    {
      office: 'Signpost {table} points to {device}, and does not hang in floor zone {subnet}.',
      network: 'Route table {table} leads to {device} and is not associated with subnet {subnet}.',
    },
    'Set {field} of subnet {subnet} to {suggested}.',
  ],
  'net.signpost': [
    {
      office: 'No signpost of floor zone {subnet} sends letters for the street to {device}.',
      network: 'Subnet {subnet} has no route of its own for {prefix} that leads to {device}.',
    },
    'Give {table} a route {prefix} to {suggested}, and let subnet {subnet} use {table}.',
  ],
};
