// English words of the walk between places: source addresses, routes, gateways, guards, the firewall, load balancers.
import type { Dictionary } from '../dictionary.ts';

export const ROAD_STEP_WORDS: Dictionary = {
  'route.sameNode': { office: 'The receiver sits in this room.', network: 'The destination is on this node.' },
  'route.otherNode': { office: 'On to room {node}.', network: 'To node {node} (mode {mode}).' },
  'route.vnet': { office: 'Along the corridors of the building.', network: 'System route within the virtual network.' },
  'route.peering': { office: 'Through the corridor to {remote}.', network: 'Peering from {vnet} to {remote}.' },
  'route.gateway': { office: 'Over the bridge {gateway} to {to}.', network: 'Through gateway {gateway} to {to}.' },
  'route.site': { office: 'Inside {site}.', network: 'Within {site}.' },
  'route.internet': { office: 'Out on the street, by {device}.', network: 'To the internet by {device}.' },
  'route.noEgress': {
    office: 'This house has no door to the street ({outboundType}).',
    network: 'outboundType is {outboundType}: no path to the internet.',
  },
  'route.unstamped': {
    office: 'The letter still shows the room number {source}. No answer could ever come back from the street.',
    network: '{source} is a private address and {device} did not translate it: nothing on the internet can answer it.',
  },
  'route.none': {
    office: 'At {from} no signpost leads to {address} ({to}).',
    network: '{from} has no route to {address} ({to}).',
  },
  'route.noNodeRoute': {
    office: 'The signposts of {table} have none for the laptops of room {node} ({range}): {to} is not found.',
    network: 'Route table {table} lacks {range} → {node}: kubenet’s pods there are out of reach ({to}).',
  },
  'route.notRoutable': {
    office: '{to} is a private number of the cluster. At {from} nobody has a signpost to it.',
    network: '{to} lies in {field}, which {from} cannot route.',
  },
  'route.loop': {
    office: 'The letter to {address} goes round in a circle.',
    network: 'Packets to {address} go round in a loop.',
  },
  'route.serviceEndpoint': {
    office: 'Subnet {subnet} has a line of its own to {service}: the letter takes it, past every signpost.',
    network: 'Service endpoint of subnet {subnet} to {service}: more specific than any default route.',
  },
  'route.user': {
    office: 'The signpost {route} of {table} shows {prefix} to {next}.',
    network: 'Route {route} of {table} ({prefix}) decides for {address}: next hop {next}.',
  },
  'route.userNone': {
    office: 'The signpost {route} of {table} points at a wall: {prefix} leads nowhere.',
    network: 'Route {route} of {table} ({prefix}) has next hop None: {address} is dropped.',
  },
  'route.blackHole': {
    office: 'The signpost {route} of {table} points at {next}, and nobody is there.',
    network: 'Route {route} of {table}: the appliance {next} is not there. A black hole; no other route is tried.',
  },
  'route.noForwarding': {
    office: 'The signpost {route} of {table} points at {next}, who keeps letters that are for others.',
    network: 'Route {route} of {table}: {next} has IP forwarding off and drops what is not its own.',
  },
  'route.noGateway': {
    office: 'The signpost {route} of {table} points at a bridge that is not there.',
    network: 'Route {route} of {table} has next hop VirtualNetworkGateway, and there is no VPN gateway.',
  },
  'route.forwardedOff': {
    office: 'The corridor to {to} takes no letters that {from} only passes on (sender {source}).',
    network:
      'The peering of {to} with {from} has allowForwardedTraffic off: a packet from {source} that {from} relays is dropped.',
  },
  'route.relay': { office: '{machine} passes the letter on.', network: '{machine} forwards the packet to {address}.' },
  'route.pastSignpost': {
    office: 'Signpost {route} of {table} would send it elsewhere, but {by} has a signpost of its own, which goes first.',
    network: 'The route of {by} to {address} goes before {route} ({prefix}) of {table}.',
  },
  'route.privateEndpoint': {
    office: 'A signpost of its own leads to the inside door {endpoint}.',
    network: 'The /32 route of private endpoint {endpoint} takes {address}.',
  },
  'gateway.stopped': {
    office: 'The receptionist {gateway} across the street has gone home: nobody opens.',
    network: 'Application Gateway {gateway} is stopped: no answer.',
  },
  'gateway.noListener': {
    office: 'The receptionist {gateway} has no door {port} for such letters: nobody opens.',
    network: 'Application Gateway {gateway} has no HTTP listener on port {port}: no answer.',
  },
  'gateway.shutOut': {
    office: 'The receptionist {gateway} has no notes at all: {by} keeps its manager away. Nobody opens.',
    network:
      'Application Gateway {gateway} was given no configuration: {by} shuts GatewayManager out of subnet {subnet}, so nothing that AGIC writes arrives. No answer.',
  },
  'gateway.outdated': {
    office: 'The receptionist {gateway} works by old notes: {by} keeps its manager away, and the new ones with him.',
    network:
      'Application Gateway {gateway} answers by the configuration it was given last: {by} shuts GatewayManager out of subnet {subnet}, so what AGIC has written since did not arrive.',
  },
  'nsg.allowed': {
    office: 'The guard at {subnet} lets it pass: rule {rule} of {group}.',
    network: '{direction} at {subnet}: {group} rule {rule} (priority {priority}) allows {source} to {destination}:{port}.',
  },
  'nsg.denied': {
    office: 'The guard at {subnet} turns it away: rule {rule} of {group}.',
    network: '{direction} at {subnet}: {group} rule {rule} (priority {priority}) denies {source} to {destination}:{port}.',
  },
  'firewall.allowed': {
    office: 'The gate {firewall} lets it pass: rule {rule} in {collection}.',
    network: '{firewall}: {type} rule {rule} of {group}/{collection} allows {source} to {target}:{port}.',
  },
  'firewall.denied': {
    office: 'The gate {firewall} turns it away: rule {rule} in {collection}.',
    network: '{firewall}: {type} rule {rule} of {group}/{collection} denies {source} to {target}:{port}.',
  },
  'firewall.noRule': {
    office: 'The gate {firewall} has no rule for this letter, so it stays shut.',
    network: '{firewall}: no rule matches {source} to {target}:{port}, so it is denied.',
  },
  'firewall.dnat': {
    office: 'The gate {firewall} takes it in and writes {address} on it.',
    network: '{firewall}: DNAT rule {rule} of {group}/{collection} translates the destination to {address}:{port}.',
  },
  'source.kept': { office: 'The letter keeps its own number, {source}.', network: 'Source {source} is kept (mode {mode}).' },
  'source.masqueraded': {
    office: 'Room {node} stamps its own number over {from}.',
    network: '{node} masquerades {from} (mode {mode}).',
  },
  'source.service': {
    office: 'Room {node} stamps its own number over {from}, so that the answer comes back through it. {object}, {field}.',
    network: '{node} masquerades {from} because of {object}, {field}.',
  },
  'source.noEcho': {
    office: '{device} lends lines to letters, and a knock has none: it is not passed on to {address}.',
    network: '{device} translates TCP and UDP only: the ping to {address} is dropped. Test with a TCP connection.',
  },
  'source.snat': {
    office: '{device} puts the company’s street number {publicIP} over {from}.',
    network: '{device} translates {from} to {publicIP}.',
  },
  'source.firewall': {
    office: 'The gate {firewall} puts its own number on it: {address}.',
    network: '{firewall} translates the source {from} to its own {address}.',
  },
  'lb.node': {
    office: 'Reception hands the letter for {service} to room {node}, one of {healthy} that answer its check.',
    network: '{lb}: rule of {service}, backend {node}, one of {healthy|# healthy node|# healthy nodes}.',
  },
  'lb.noHealthyNode': {
    office: 'Reception finds no room for {service} that passes its check ({why}).',
    network: '{lb}: no healthy backend for {service} ({why}).',
  },
  'lb.noEcho': {
    office: '{lb} passes letters on and answers no knock.',
    network: '{lb} forwards TCP and UDP only: the ping to {address} is dropped.',
  },
  'lb.noSuchPort': {
    office: 'Reception at {address} has no ear {port}.',
    network: '{lb}: no rule for port {port} on {address}.',
  },
  'lb.nodePort': {
    office:
      'Without floating IP reception writes the room’s own number {address} and its back door {port} on the letter for {service}.',
    network: '{service}: floating IP is off, the packet goes to {address}:{port}.',
  },
  'lb.hairpin': {
    office: '{lb} sends the letter back to room {node}, where it came from, and the room does not take its own letters.',
    network: '{lb} picked {node}, the sender itself: a backend that calls its own frontend gets no answer ({service}).',
  },
  'lb.neighbour': {
    office: '{lb} does not serve {source}, who sits among the rooms and is none: {service} keeps its policy Local.',
    network: '{lb}: {source} is in the node subnet and no node; {service} has externalTrafficPolicy Local. Dropped.',
  },
  'lb.sourceRanges': {
    office: '{source} is not on the guest list of {service}.',
    network: '{service}: {source} is outside loadBalancerSourceRanges.',
  },
};
