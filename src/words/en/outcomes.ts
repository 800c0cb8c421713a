// English words of verdicts (`outcome.*`) and of why a letter was lost (`drop.*`).
import type { Dictionary } from '../dictionary.ts';

export const OUTCOME_WORDS: Dictionary = {
  'outcome.delivered': { office: 'Delivered to {to}.', network: 'Delivered to {to}.' },
  'outcome.timeout': {
    office: 'Silence: {from} waits and hears nothing.',
    network: 'Timeout: {from} got no answer.',
  },
  'outcome.refused': {
    office: 'Refused: sent back at once.',
    network: 'Connection refused, at once.',
  },
  'outcome.reset': { office: 'The talk was cut off.', network: 'Connection reset.' },
  'outcome.nxdomain': { office: 'The phone directory has no such name.', network: 'NXDOMAIN: the name does not exist.' },
  'outcome.nodata': {
    office: 'The phone directory knows the name, but has no number for it.',
    network: 'NODATA: the name has no address record.',
  },
  'outcome.dns-timeout': { office: 'The phone directory does not answer.', network: 'DNS timeout: the resolver did not answer.' },
  'outcome.tls-name': { office: 'The seal carries another name.', network: 'The certificate is for another name.' },
  'outcome.http': { office: 'Answered with status {status}.', network: 'HTTP {status}.' },
  'drop.network-policy': { office: 'a badge reader said no', network: 'a NetworkPolicy denied it' },
  'drop.no-endpoints': { office: 'nobody at that help desk is ready to answer', network: 'the Service has no ready endpoint' },
  'drop.no-local-endpoints': {
    office: 'nobody of that help desk sits in this room',
    network: 'the traffic policy is Local and this node has no endpoint',
  },
  'drop.no-healthy-node': {
    office: 'reception found no room that answers its check',
    network: 'no node passes the health probe',
  },
  'drop.source-ranges': {
    office: 'the guest list does not have the sender',
    network: 'loadBalancerSourceRanges does not admit the sender',
  },
  'drop.not-listening': { office: 'nobody listens at that ear', network: 'nothing listens on that port' },
  'drop.no-route': { office: 'no signpost leads there', network: 'no route leads there' },
  'drop.no-such-port': { office: 'the help desk has no such ear', network: 'the Service has no such port' },
  'drop.no-egress': { office: 'there is no door to the street', network: 'there is no path to the internet' },
  'drop.nsg': { office: 'the guard at the floor zone said no', network: 'a network security group denied it' },
  'drop.next-hop-none': { office: 'a signpost points at a wall', network: 'a user route has next hop None' },
  'drop.next-hop-unreachable': { office: 'a signpost points at nobody', network: 'the next hop is not there' },
  'drop.firewall': { office: 'the security gate said no', network: 'Azure Firewall denied it' },
  'drop.dns': { office: 'the phone directory did not help', network: 'name resolution failed' },
  'drop.asymmetric-return': { office: 'the answer took another door', network: 'the reply took another path' },
  'drop.node-not-ready': { office: 'the room is not open', network: 'the node is not ready' },
  'drop.endpoint-not-approved': {
    office: 'the inside door of the supplier is not open',
    network: 'the private endpoint is not approved',
  },
  'drop.service-firewall': {
    office: 'the supplier does not let this sender in by its street door',
    network: 'the service’s own firewall refused the source',
  },
  'drop.certificate': { office: 'the seal is not for that name', network: 'the certificate is not for that name' },
  'drop.http-route': { office: 'no note of the receptionist covers the letter', network: 'no HTTP route matches the request' },
  'drop.unsupported': { office: 'the game does not simulate this yet', network: 'this is not simulated yet' },
};
