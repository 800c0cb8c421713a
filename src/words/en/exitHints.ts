// English words of hints about the way out: which mail room, gate or bridge a floor zone uses, the signpost that leads there, and the names the gate reads.
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
  'fw.name': [
    {
      office: 'The gate {firewall} has no line that lets letters to {target} through.',
      network: 'No rule of firewall {firewall} allows {protocol} to {target}.',
    },
    'Add an application rule to firewall {firewall}: Allow {protocol} from {source} to {suggested}.',
  ],
  'fw.tag': [
    {
      office: 'The rooms themselves write to {target}, and the gate {firewall} has no line for that.',
      network: 'No rule of firewall {firewall} allows {protocol} to {target}, which the nodes of a cluster need.',
    },
    'Add an application rule to firewall {firewall}: Allow {protocol} from {source} to the FQDN tag {suggested}.',
  ],
  'fw.order': [
    {
      office:
        'The guard of {firewall} reads numbers before names. Line {rule} of {collection} lets the letter pass by its number, so its name is never read.',
      network:
        'Network rules come before application rules, whatever their priorities: {rule} of {collection} allows the flow, and no application rule is asked.',
    },
    'Take {rule} out of {collection} of firewall {firewall}, or narrow its addresses; let application rules admit the rest by name.',
  ],
  'fw.fqdn': [
    {
      office: 'Line {rule} of {collection} at the gate {firewall} covers {target} as well.',
      network: 'Application rule {rule} of {collection} allows {target}.',
    },
    'Write into {rule} of {collection} the names that are wanted, none that covers {target}.',
  ],
};
