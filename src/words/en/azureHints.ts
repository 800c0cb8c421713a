// English words of hints about what stands around the cluster: zones, suppliers, networks, guards, signposts, the gate.
import type { Sentence } from '../dictionary.ts';

export const AZURE_LAYERS: Readonly<Record<string, Sentence>> = {
  dns: {
    office: 'The letter is fine, the number is not. Look at who was asked for it, and who should have been.',
    network: 'Look at name resolution: who asks whom for which name, and what zones, links and records say.',
  },
  paas: {
    office: 'Look at the supplier’s doors: which one was knocked at, and who may come in there.',
    network: 'Look at the PaaS service: its public access, its rules, its private endpoint.',
  },
  net: {
    office: 'Look at the ways between the houses, and at the ways out.',
    network: 'Look at peerings, gateways, routes and the outbound type.',
  },
  nsg: {
    office: 'Look at the guards: the first line of their list that fits decides.',
    network: 'Look at the network security groups: the first rule by priority decides, at both ends.',
  },
  fw: {
    office: 'Look at the gate: what no rule lets through stays outside.',
    network: 'Look at the firewall: DNAT rules, network rules, application rules, then deny.',
  },
};

export const AZURE_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'dns.link': [
    {
      office: 'The private directory {zone} knows the name, and nobody in {vnet} reads it.',
      network: 'Private DNS zone {zone} has the name and is not linked to {vnet}.',
    },
    'Add {vnet} to {field} of private DNS zone {zone}.',
  ],
  'dns.record': [
    {
      office: 'The private directory {zone} is read, and has no line for {name}.',
      network: 'Private DNS zone {zone} is linked and has no record {name}.',
    },
    'Add an A record {name} with {suggested} to private DNS zone {zone}.',
  ],
  'lb.probe': [
    {
      office:
        'The street door asks every room about {service} by {current}, and takes one good answer alone. Nobody gives it, so no room gets a letter.',
      network:
        'The health probe of {service} asks for {current} and counts 200 alone; its pods answer something else, so no node is healthy.',
    },
    'Set the annotation {field}: {suggested} on {service}.',
  ],
  'paas.approve': [
    {
      office: 'The private door {endpoint} is there, and the supplier has not said yes.',
      network: 'Private endpoint {endpoint} is {current}.',
    },
    'Set {field} of private endpoint {endpoint} to {suggested}.',
  ],
  'paas.reject': [
    {
      office: 'The private door {endpoint} lets the letter in.',
      network: 'Private endpoint {endpoint} is {current}.',
    },
    'Set {field} of private endpoint {endpoint} to {suggested}.',
  ],
  'paas.guest': [
    {
      office: 'The supplier {service} has a list of guests, and this one is not on it.',
      network: '{field} of {service} is {current}; {suggested} is not in it.',
    },
    'Add {suggested} to {field} of {service}.',
  ],
  'paas.range': [
    {
      office: 'The head office of {cluster} has a list of guests, and this one is not on it.',
      network: '{field} of {cluster} is {current}; {suggested} is not in it.',
    },
    'Add {suggested} to {field} of {cluster}.',
  ],
  'paas.strike': [
    {
      office: 'The supplier {service} has {source} on its list of guests: the line {current} holds it.',
      network: '{field} of {service} has {current}, which covers {source}.',
    },
    'Take {current} out of {field} of {service}; name the addresses that have business there.',
  ],
  'paas.everybody': [
    {
      office: 'The head office of {cluster} lets strangers in: its list of guests holds {source}, or holds nobody at all.',
      network: '{field} of {cluster} is {current}; {source} gets in. An empty list admits every address.',
    },
    'Write into {field} of {cluster} the addresses that have work there, and no range with {source} in it.',
  ],
  'paas.door': [
    {
      office: 'The supplier {service} has shut its door to the street.',
      network: '{field} of {service} is {current}.',
    },
    'Set {field} of {service} to Enabled and admit {suggested} alone; or come by a private endpoint.',
  ],
  'paas.close': [
    {
      office: 'The supplier {service} opens its door to the street.',
      network: '{field} of {service} is {current}.',
    },
    'Set {field} of {service} to {suggested}.',
  ],
  'net.peering': [
    {
      office: 'There is no bridge between {vnet} and {remote}.',
      network: '{vnet} and {remote} are not peered.',
    },
    'Peer {vnet} with {remote}, and {remote} with {vnet}.',
  ],
  'net.unpeer': [
    {
      office: 'The bridge between {vnet} and {remote} carries this letter.',
      network: 'The flow crosses the peering of {vnet} and {remote}.',
    },
    'Remove the peering between {vnet} and {remote}.',
  ],
  'net.transit': [
    {
      office: '{remote} has a bridge to headquarters, and does not lend it to {vnet}.',
      network: 'Gateway {gateway} of {remote} is not shared with {vnet}.',
    },
    'Set useRemoteGateways on the peering of {vnet}, and allowGatewayTransit on that of {remote}.',
  ],
  'net.connection': [
    {
      office: 'The bridge {gateway} does not lead to {suggested}.',
      network: 'Gateway {gateway} has no connection to {suggested}.',
    },
    'Add {suggested} to {field} of gateway {gateway}.',
  ],
  'net.announce': [
    {
      office: '{site} does not tell the house which numbers it has.',
      network: '{site} does not advertise {suggested}.',
    },
    'Add {suggested} to {field} of {site}.',
  ],
  'net.egress': [
    {
      office: 'The house has no way out to the street.',
      network: '{field} of cluster {object} is {current}.',
    },
    'Set {field} of cluster {object} to {suggested}.',
  ],
  'net.natGateway': [
    {
      office: 'Floor zone {subnet} has no mail room, and the house uses no other way out.',
      network: 'The cluster’s outboundType is userAssignedNATGateway, and subnet {subnet} has none.',
    },
    'Set {field} of subnet {subnet} to {suggested}.',
  ],
  'net.natAddress': [
    {
      office: 'Mail room {gateway} has no stamp.',
      network: 'NAT gateway {gateway} has no public address.',
    },
    'Give {field} of NAT gateway {gateway} an address: {suggested}.',
  ],
  'net.defaultRoute': [
    {
      office: 'No signpost of {subnet} points to the street, and the house waits for one.',
      network: 'The cluster’s outboundType is userDefinedRouting, and {subnet} has no default route.',
    },
    'Add a route to {table}: 0.0.0.0/0 to VirtualAppliance {suggested}, the private address of {firewall}.',
  ],
  'net.siteEgress': [
    {
      office: '{site} takes all letters for the street and lets none out.',
      network: '{field} of {site} is not true.',
    },
    'Set {field} of {site} to {suggested}.',
  ],
  'net.siteDefault': [
    {
      office: '{site} draws the answers to itself, and they never come home.',
      network: '{site} advertises {current}, so replies leave by another way than they came.',
    },
    'Take {current} out of {field} of {site}.',
  ],
  'net.start': [
    {
      office: 'The receptionist {gateway} is not at work.',
      network: 'Application gateway {gateway} is {current}.',
    },
    'Start application gateway {gateway}.',
  ],
  'net.manager': [
    {
      office: 'The receptionist {gateway} hears nothing new: the guard {group} keeps its manager out.',
      network:
        'Network security group {group} shuts GatewayManager out of the subnet of application gateway {gateway}: {current}.',
    },
    'In {group} allow {ports} from {suggested}, inbound, before {current} (priority {priority}).',
  ],
  'net.managerRoutes': [
    {
      office: 'The receptionist {gateway} hears nothing new: the signpost for everything leads its manager to {site}.',
      network: '{site} announces 0.0.0.0/0, and subnet {subnet} of application gateway {gateway} takes it.',
    },
    'Give subnet {subnet} a route table with {field}.',
  ],
  'net.route': [
    {
      office: 'A signpost of {table} sends the letter astray.',
      network: 'Route {route} of {table} sends {prefix} to {current}.',
    },
    'Remove route {route} from route table {table}.',
  ],
  'net.nextHop': [
    {
      office: 'A signpost of {table} points at a gate that is not there.',
      network: 'Route {route} of {table} sends {prefix} to {current}, where no appliance is.',
    },
    'Set nextHopIpAddress of route {route} in {table} to {suggested}, the private address of {firewall}.',
  ],
  'net.forwarding': [
    {
      office: '{machine} takes letters for others and does not pass them on.',
      network: '{field} of {machine} is not true.',
    },
    'Set {field} of {machine} to {suggested}.',
  ],
  'net.forwarded': [
    {
      office: '{vnet} takes letters from the house next door only if they began there.',
      network: '{field} of peering {peering} of {vnet} is not true.',
    },
    'Set {field} of peering {peering} of {vnet} to {suggested}.',
  ],
  'nsg.destination': [
    {
      office:
        'Line {rule} of guard {group} is nearly right. Compare the number it names with the one on the envelope when the guard reads it.',
      network: 'Rule {rule} of {group} has destination {current}. Compare that with the packet’s destination at this NSG.',
    },
    'Set {field} of rule {rule} in {group} to {suggested}: that is the address on the letter here.',
  ],
  'nsg.port': [
    {
      office:
        'Line {rule} of guard {group} is nearly right. Compare the ear it names with the one on the envelope when the guard reads it.',
      network: 'Rule {rule} of {group} has port {current}. Compare that with the packet’s destination port at this NSG.',
    },
    'Set {field} of rule {rule} in {group} to {suggested}: that is the port on the letter here.',
  ],
  'nsg.source': [
    {
      office: 'Line {rule} of guard {group} is nearly right. Whom does it let in, and who is the sender of this letter?',
      network: 'Rule {rule} of {group} has source {current}. Compare that with the packet’s source at this NSG.',
    },
    'Set {field} of rule {rule} in {group} to {suggested}.',
  ],
  'nsg.wide': [
    {
      office: 'Line {rule} of guard {group} lets in more than was asked for: it also fits the number on this letter.',
      network: 'Rule {rule} of {group} has destination {current}, which covers this one too.',
    },
    'Set {field} of rule {rule} in {group} to {suggested}, which is all that is asked for.',
  ],
  'nsg.guests': [
    {
      office: 'Line {rule} of guard {group} lets in more senders than was asked for: {sender} is one of them.',
      network: 'Rule {rule} of {group} has source {current}, which covers {sender} too.',
    },
    'Set {field} of rule {rule} in {group} to {suggested}, which is all that is asked for.',
  ],
  'nsg.allow': [
    {
      office: 'The guard {group} has a line that turns this letter away.',
      network: 'Rule {current} of {group} denies the flow.',
    },
    'Add a rule to {group}: {access} {direction}, priority {priority}, {protocol} from {source} to {destination} port {port}.',
  ],
  'nsg.deny': [
    {
      office: 'The guard {group} lets this letter pass.',
      network: 'Rule {current} of {group} allows the flow.',
    },
    'Add a rule to {group}: {access} {direction}, priority {priority}, {protocol} from {source} to {destination} port {port}.',
  ],
  'fw.allow': [
    {
      office: 'The gate {firewall} has no line that lets this letter through.',
      network: 'No rule of firewall {firewall} allows the flow.',
    },
    'Add a network rule to firewall {firewall}: {access} {protocol} from {source} to {destination} port {port}.',
  ],
  'fw.deny': [
    {
      office: 'The gate {firewall} lets this letter through.',
      network: 'A rule of firewall {firewall} allows the flow.',
    },
    'Add a network rule to firewall {firewall}: {access} {protocol} from {source} to {destination} port {port}.',
  ],
};
