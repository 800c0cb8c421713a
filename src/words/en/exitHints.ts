// English words of hints about the way out: which mail room, gate or bridge a floor zone uses, the signpost that leads there, the names the gate
// reads, and the records that lead callers here.
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
  'net.aksTable': [
    {
      office: 'AKS writes a sign for every room into {suggested}, and floor zone {subnet} reads {current}.',
      network: 'AKS keeps its route for each node’s pods in {suggested}; subnet {subnet} uses {current}.',
    },
    'Set {field} of subnet {subnet} to {suggested}. Routes of your own belong beside those of AKS, in the same table.',
  ],
  'net.nodeTable': [
    {
      office: 'The signs to the laptops hang in floor zone {nodes}; {device} stands in {subnet} and reads {current}.',
      network: 'Only the route table of {nodes} knows which node has which pods; subnet {subnet} of {device} uses {current}.',
    },
    'Set {field} of subnet {subnet} to {suggested}.',
  ],
  'net.unhang': [
    {
      office: 'Signpost {table} hangs in floor zone {subnet} as well, and sends its letters astray.',
      network: 'Route table {table} is associated with subnet {subnet} too, whose traffic must not follow it.',
    },
    'Take {table} off {field} of subnet {subnet}.',
  ],
  'net.signpost': [
    {
      office: 'No signpost of floor zone {subnet} sends letters for the street to {device}.',
      network: 'Subnet {subnet} has no route of its own for {prefix} that leads to {device}.',
    },
    'Give {table} a route {prefix} to {suggested}, and let subnet {subnet} use {table}.',
  ],
  'net.sideWay': [
    {
      office:
        'Floor zone {subnet} has a way of its own to {service}, and its sign is read before the signpost to the street. Letters go there with the room’s own number, past every stamp.',
      network:
        'Service endpoint {current} of subnet {subnet} has routes more specific than 0.0.0.0/0: {service} sees the subnet’s private address, no public one.',
    },
    'Take {current} out of {field} of subnet {subnet}; or let {service} admit the subnet by a virtual network rule.',
  ],
  'net.spoke': [
    {
      office:
        'No signpost of floor zone {subnet} leads to {remote}; both houses have {device} for a neighbour, and the answer needs a sign too.',
      network: 'Subnet {subnet} has no route for {prefix} ({remote}) that leads to {device}; peerings do not pass traffic on.',
    },
    'Give {table} a route {prefix} to {suggested}, and let subnet {subnet} use {table}.',
  ],
  'fw.name': [
    {
      office: 'The gate {firewall} has no line that lets letters from {source} to {target} through.',
      network: 'No rule of firewall {firewall} allows {protocol} from {source} to {target}.',
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
  'fw.denied': [
    {
      office: 'Line {rule} of {collection} at the gate {firewall} turns the letter from {source} to {target} away.',
      network: 'Rule {rule} of {collection} denies {source} to {target}.',
    },
    'Take {rule} out of {collection} of firewall {firewall}, or narrow it so that it does not cover {source} to {target}.',
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
  'route.asym': [
    {
      office:
        'The letter came in by {entrance}. Signpost {field} of {object} sends its answer to {device}, which never saw the letter.',
      network: 'The request came by {entrance}; {object}, {field}, sends the reply to {device}, which has no state for it.',
    },
    'Let both halves pass {device}, or neither: bring the request in through it, let it stamp what it passes on, or keep the reply away from it. A rule that allows the reply does not help.',
  ],
  'route.bypass': [
    {
      office: 'The letter passed {device}; the answer goes straight home by {field} of {object} and never meets it.',
      network:
        'The request passed {device}; the reply takes {object}, {field}, past it, and {device} drops a talk of which it hears one half.',
    },
    'Let {device} put its own address on what it passes on, so that the answer comes back to it: an application rule does, and so does a network rule once snatPrivateRanges is 255.255.255.255/32.',
  ],
  'net.endpoint': [
    {
      office: 'The side door {endpoint} put up its own sign for {prefix}, the most exact there is; {device} is not on that way.',
      network: 'The system route of private endpoint {endpoint} is {prefix}; no shorter route leads to {device}.',
    },
    'Give {table} a route {prefix} to {suggested}, and let {device} allow the flow.',
  ],
  'dns.forwarder': [
    {
      office: 'Name server {server} answers for itself what it does not know, and asks nobody who does.',
      network:
        'DNS server {server} has {field} {current}: names of private zones are unknown to it, or it finds their public addresses.',
    },
    'Set {field} of DNS server {server} to {suggested}; the zones must be linked to its own virtual network.',
  ],
  'dns.servers': [
    {
      office: 'Not all directories that {vnet} asks know the same names, and each question goes to one of them.',
      network: '{field} of {vnet} is {current}; CoreDNS takes one of them at random for each question.',
    },
    'Set {field} of {vnet} to {suggested}, then restart the nodes’ network and CoreDNS.',
  ],
  'dns.search': [
    {
      office: 'Which names {pod} asks for, and in which order, stands in {field} of its sheet. There it reads {current}.',
      network:
        '{pod}: {field} is {current}. A name with fewer dots than ndots walks the search list first, any other is asked as it is.',
    },
    'Set {field} of {object} to {suggested}.',
  ],
  'dns.policy': [
    {
      office: 'The laptop {pod} does not ask the directory of the house first: {field} is {current}.',
      network: '{pod} does not use the DNS of the cluster and its search list: {field} is {current}.',
    },
    'Set {field} of {object} to {suggested}; what shall differ from it belongs in dnsConfig.',
  ],
  'dns.missing': [
    {
      office: 'The directory {zone} is read on the street, and has no line for {name}.',
      network: 'DNS zone {zone} has no record {name}.',
    },
    'Add an A record {name} with {suggested} to DNS zone {zone}.',
  ],
  'dns.address': [
    {
      office: 'The directory {zone} sends callers of {name} to {current}, where nobody takes their letters.',
      network: 'Record {name} of DNS zone {zone} says {current}, and nothing answers there.',
    },
    'Set {field} of DNS zone {zone} to {suggested}.',
  ],
};
