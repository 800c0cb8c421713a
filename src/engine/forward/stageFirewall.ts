// The security gate: what came by a route is judged by network and application rules, what came from the street by DNAT. It keeps state, so
// it must see both halves of a talk (reply.ts). Rules: E-20, E-21, E-22, E-23, E-24, E-28.
import { FIREWALL_SUBNET, type FirewallEntry } from '../dataplane/devices.ts';
import type { FirewallDecision, FirewallRuleRef, Inspected } from '../dataplane/firewallRules.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import { translate } from './stageEgress.ts';
import {
  addStep,
  arriveAt,
  choose,
  depart,
  enter,
  type Location,
  sourceAddress,
  stop,
  type WalkState,
  withSource,
} from './walkState.ts';

/** By a route, as the next hop. */
export function passFirewall(state: WalkState, entry: FirewallEntry): Location | undefined {
  arrive(state, entry);
  const decision = entry.rules.decide(inspected(state));
  say(state, entry, decision);
  if (!decision.allowed) return undefined;
  stampOnward(state, entry, decision);
  return onward(state, entry);
}

/** From the street, at one of its public addresses: only what a DNAT rule takes in. */
export function enterFromStreet(state: WalkState, entry: FirewallEntry): Location | undefined {
  arrive(state, entry);
  const found = entry.rules.translate(inspected(state));
  if (!found) {
    say(state, entry, NOBODY_ASKED);
    return undefined;
  }
  const address = formatIpv4(found.to);
  addStep(state, {
    type: 'firewall',
    effect: 'rewrite',
    code: 'firewall.dnat',
    params: {
      firewall: entry.firewall.name,
      address,
      port: found.port,
      group: found.ref.group,
      collection: found.ref.collection,
      rule: found.ref.rule,
    },
    cites: ['E-20', 'E-28'],
    rule: ruleOf(entry, found.ref),
    after: { ...state.packet, destinationIP: address, destinationPort: found.port },
  });
  state.destination = found.to;
  stampPrivate(state, entry);
  return onward(state, entry);
}

/** From the street only DNAT rules are asked (E-20). */
const NOBODY_ASKED: FirewallDecision = { type: 'none', allowed: false };

function arrive(state: WalkState, entry: FirewallEntry): void {
  arriveAt(state, { type: 'vnet', vnet: entry.vnet, subnet: FIREWALL_SUBNET });
  enter(state, { kind: 'azureFirewall', name: entry.firewall.name });
  state.via.push(entry.firewall.name);
}

function onward(state: WalkState, entry: FirewallEntry): Location {
  depart(state);
  return { type: 'fabric', from: 'vnet', name: entry.vnet, subnet: FIREWALL_SUBNET, forwarded: true };
}

/** SNI and Host are read from a URL; of another flow, the name that its sender wrote to. */
function inspected(state: WalkState): Inspected {
  const { http, destinationPort: port, protocol } = state.packet;
  return {
    source: sourceAddress(state),
    destination: state.destination,
    port,
    protocol,
    name: http?.host ?? state.writtenTo,
    scheme: http?.scheme,
  };
}

function ruleOf(entry: FirewallEntry, ref: FirewallRuleRef): RuleRef {
  return {
    object: `AzureFirewall/${entry.firewall.name}`,
    field: `ruleCollectionGroups[${ref.group}].ruleCollections[${ref.collection}].rules[${ref.rule}]`,
  };
}

function say(state: WalkState, entry: FirewallEntry, decision: FirewallDecision): void {
  const none = decision.type === 'none';
  const rule = none
    ? { object: `AzureFirewall/${entry.firewall.name}`, field: 'ruleCollectionGroups' }
    : ruleOf(entry, decision.ref);
  const { sourceIP: source, destinationPort: port } = state.packet;
  const target = state.packet.http?.host ?? state.writtenTo ?? state.packet.destinationIP;
  const params = {
    firewall: entry.firewall.name,
    type: decision.type,
    source,
    target,
    port,
    group: none ? '' : decision.ref.group,
    collection: none ? '' : decision.ref.collection,
    rule: none ? '' : decision.ref.rule,
    ...(decision === NOBODY_ASKED ? { from: 'internet' } : {}),
  };
  addStep(state, {
    type: 'firewall',
    effect: decision.allowed ? 'pass' : 'drop',
    code: decision.allowed ? 'firewall.allowed' : none ? 'firewall.noRule' : 'firewall.denied',
    params,
    cites: decision.type === 'application' ? ['E-20', 'E-21'] : ['E-20'],
    rule,
  });
  if (!decision.allowed) stop(state, 'timeout', 'firewall', rule);
}

/**
 * Its own number on what goes on: always to the street (unless the ranges hold everything), always for an application rule, and to private
 * destinations that its ranges do not hold (E-22). Traffic that a gateway takes from here carries a private number (E-24).
 */
function stampOnward(state: WalkState, entry: FirewallEntry, decision: FirewallDecision): void {
  const kept = entry.rules.keepsSource(state.destination);
  if (kept && decision.type !== 'application') return;
  const { routes, devices } = state.dataplane;
  const route = routes.find({ vnet: entry.vnet, subnet: FIREWALL_SUBNET }, state.destination);
  if (route?.hop.type !== 'internet' || devices.natGatewayOf(entry.vnet, FIREWALL_SUBNET)) return stampPrivate(state, entry);
  const { publicIPs, firewall } = entry;
  const publicIP: Ipv4 | undefined = publicIPs[choose(state, publicIPs.length, { point: `address ${firewall.name}` })];
  if (publicIP === undefined) return stampPrivate(state, entry);
  translate(state, {
    device: firewall.name,
    publicIP,
    rule: { object: `AzureFirewall/${firewall.name}`, field: 'publicIPAddresses' },
  });
}

function stampPrivate(state: WalkState, entry: FirewallEntry): void {
  addStep(state, {
    type: 'sourceTranslation',
    effect: 'rewrite',
    code: 'source.firewall',
    params: { firewall: entry.firewall.name, address: formatIpv4(entry.instanceIP), from: state.packet.sourceIP },
    cites: ['E-22', 'E-28'],
    rule: { object: `AzureFirewall/${entry.firewall.name}`, field: 'snatPrivateRanges' },
    after: withSource(state.packet, entry.instanceIP),
  });
  if (state.peer.type !== 'pod' || state.lastNode !== undefined) state.peer = { type: 'address', address: entry.instanceIP };
}
