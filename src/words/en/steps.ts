// English words of the walk: what each stop is called (`step.TYPE`), and what happened there (the codes of engine/forward/codes.ts). Names,
// roads and the web have files of their own (stepsNames.ts, stepsRoads.ts, stepsWeb.ts).
import type { Dictionary } from '../dictionary.ts';

const STOPS: Dictionary = {
  'step.resolve': { office: 'phone directory', network: 'DNS' },
  'step.send': { office: 'letter written', network: 'sent' },
  'step.serviceTranslation': { office: 'help desk', network: 'Service (DNAT)' },
  'step.egressPolicy': { office: 'leave to go', network: 'egress policy' },
  'step.ingressPolicy': { office: 'badge reader', network: 'ingress policy' },
  'step.sourceTranslation': { office: 'sender’s stamp', network: 'source (SNAT)' },
  'step.route': { office: 'signpost', network: 'route' },
  'step.loadBalance': { office: 'reception', network: 'load balancer' },
  'step.nsg': { office: 'guard', network: 'NSG' },
  'step.http': { office: 'receptionist', network: 'HTTP router' },
  'step.firewall': { office: 'security gate', network: 'firewall' },
  'step.deliver': { office: 'desk', network: 'socket' },
  'step.answer': { office: 'reply written', network: 'reply sent' },
  'step.answered': { office: 'reply read', network: 'reply received' },
  'step.untranslate': { office: 'stamps undone', network: 'conntrack' },
};

export const STEP_WORDS: Dictionary = {
  ...STOPS,
  'send.pod': {
    office: '{from} writes a letter to {to}, number {address}.',
    network: '{from} opens a connection to {address}:{port}.',
  },
  'send.node': {
    office: 'Room {from} itself writes to {to}, number {address}.',
    network: '{from} opens a connection to {address}:{port}.',
  },
  'send.ping': {
    office: '{from} knocks at {address}, only to hear an echo.',
    network: '{from} pings {address}.',
  },
  'send.host': {
    office: '{from} writes from outside to {to}, number {address}.',
    network: '{from} opens a connection to {address}:{port}.',
  },
  'service.clusterIP': {
    office: 'The number is help desk {service}. Of {endpoints|# laptop|# laptops} it rings {endpoint}.',
    network: 'ClusterIP of {service}, port {port}: translated to {endpoint}, one of {endpoints|# endpoint|# endpoints}.',
  },
  'service.nodePort': {
    office: 'The back door {port} belongs to {service}. Of {endpoints|# laptop|# laptops} it rings {endpoint}.',
    network: 'NodePort of {service}: translated to {endpoint}, one of {endpoints|# endpoint|# endpoints}.',
  },
  'service.loadBalancer': {
    office:
      'The letter still carries reception’s number: that is {service}. Of {endpoints|# laptop|# laptops} the room rings {endpoint}.',
    network: 'Frontend address of {service}, port {port}: translated to {endpoint}, one of {endpoints|# endpoint|# endpoints}.',
  },
  'service.near.zone': {
    office: '{service} rings the near ones first: {near} of {all|# laptop|# laptops} are in this part of the house, {zone}.',
    network: '{service}: trafficDistribution keeps {near} of {all|# endpoint|# endpoints}, those in zone {zone}.',
  },
  'service.near.node': {
    office: '{service} rings the near ones first: {near} of {all|# laptop|# laptops} are in this room, {node}.',
    network: '{service}: trafficDistribution keeps {near} of {all|# endpoint|# endpoints}, those on {node}.',
  },
  'service.pending': {
    office: 'The reception {service} has been given no number yet: from outside there is nothing to ring.',
    network: 'Service {service} has no external IP, it is pending: there is no address to connect to.',
  },
  'service.headless': {
    office: 'Help desk {service} has no number: the caller rings {endpoint} itself.',
    network: 'Headless Service {service}: straight to {endpoint}.',
  },
  'service.noEndpoints': {
    office:
      '{selected|One laptop is|# laptops are} labelled {selector}, as help desk {service} asks, and none is ready: the room sends the letter back at once.',
    network:
      '{service} selects {selected|# pod|# pods} by {selector} and has no ready endpoint: rejected, connection refused (RST).',
  },
  'service.selectsNobody': {
    office:
      'Help desk {service} looks for laptops labelled {selector}, and there is none: the room sends the letter back at once.',
    network: 'The selector {selector} of {service} matches no pod, so there is no endpoint: rejected, connection refused (RST).',
  },
  'service.unfilled': {
    office: 'Help desk {service} has no selector and nobody was written down behind it: the room sends the letter back at once.',
    network: '{service} has no selector and no ready address in any EndpointSlice: rejected, connection refused (RST).',
  },
  'service.noLocal': {
    office: 'Help desk {service} has nobody in {node}, and {field} forbids asking next door. Dropped.',
    network: '{service}: {field} is Local and {node} has no endpoint. Dropped.',
  },
  'service.noEcho': {
    office: 'Help desk {service} passes letters on and answers no knock.',
    network: 'A ClusterIP answers no ping: {service} is its ports and nothing else.',
  },
  'service.noSuchPort': {
    office: 'Help desk {service} has no ear {port}.',
    network: '{service} has no port {port}; nothing answers there.',
  },
  'service.sourceRanges': {
    office: '{source} is not on the guest list of {service}.',
    network: '{service}: {source} is outside loadBalancerSourceRanges. Dropped.',
  },
  'policy.egress.open': {
    office: 'No reader watches what {pod} sends: it may go.',
    network: 'No policy isolates {pod} for egress: allowed.',
  },
  'policy.egress.allowed': {
    office: '{pod} may go: {object}, {field}.',
    network: 'Egress of {pod} allowed by {object}, {field}.',
  },
  'policy.egress.denied': {
    office:
      '{pod} may not write to {protocol} {port} there: {policies|its one list does not allow|none of its # lists allows} it ({names}). Nearest: {object}, {field}.',
    network:
      'Egress of {pod} to {protocol} {port} denied: {policies|the one policy that isolates it does not allow|none of the # policies that isolate it allows} it ({names}). Nearest: {object}, {field}.',
  },
  'policy.egress.unlearned': {
    office: 'The notice {object} names {name}, but no notice lets {pod} hear its number from the directory.',
    network:
      '{object} ({field}) allows {name}, but no rule to kube-dns has `rules.dns` for it, so Cilium never learns the address: dropped.',
  },
  'policy.egress.forbidden': {
    office: '{pod} is told by name not to write to {protocol} {port} there: {object}, {field}.',
    network: 'Egress of {pod} to {protocol} {port} denied by {object}, {field}.',
  },
  'policy.ingress.forbidden': {
    office: 'The reader of {pod} has {source} on its list of those who stay out, at ear {port}: {object}, {field}.',
    network: 'Ingress of {pod} from {source} to {protocol} {port} denied by {object}, {field}.',
  },
  'policy.ingress.open': {
    office: 'No reader hangs at the door of {pod}: anyone walks in.',
    network: 'No policy isolates {pod} for ingress: allowed.',
  },
  'policy.ingress.allowed': {
    office: 'The reader of {pod} lets {source} in: {object}, {field}.',
    network: 'Ingress of {pod} from {source} allowed by {object}, {field}.',
  },
  'policy.ingress.denied': {
    office:
      'The reader of {pod} refuses {source} at ear {port}: {policies|its one guest list does not allow|none of its # guest lists allows} it ({names}). Nearest: {object}, {field}.',
    network:
      'Ingress of {pod} from {source} to {protocol} {port} denied: {policies|the one policy that isolates it does not allow|none of the # policies that isolate it allows} it ({names}). Nearest: {object}, {field}.',
  },
  'policy.http.forbidden': {
    office:
      'The reader opens the letter to {host} and sends it back with 403: {path} is not what {object} lets through, {field}.',
    network: 'HTTP 403 from Envoy: GET {path} at {host} matches none of {object}, {field}.',
  },
  'policy.http.unreadable': {
    office: 'The reader must open the letter and cannot, it is sealed: {object}, {field}. The line is cut.',
    network: 'Envoy must read HTTP for {object}, {field}, and the connection is TLS: it is closed.',
  },
  'policy.unplugged': {
    office: 'The badge readers have no power here: nobody is checked.',
    network: 'No policy engine: NetworkPolicies are not enforced.',
  },
  'deliver.pod': {
    office: '{receiver} opens the letter at ear {port} and reads the sender {source}.',
    network: '{receiver} accepts on {port}; source seen: {source}.',
  },
  'deliver.echo': {
    office: '{receiver} hears the knock of {source} and knocks back.',
    network: '{receiver} answers the ping of {source}.',
  },
  'deliver.host': {
    office: '{receiver} opens the letter and reads the sender {source}.',
    network: '{receiver} accepts; source seen: {source}.',
  },
  'deliver.notListening': {
    office: '{receiver} is at home, but nobody listens at ear {port}. Sent back at once.',
    network: '{receiver}: nothing listens on {protocol} {port}. Connection refused (RST).',
  },
  'deliver.otherPort': {
    office: '{receiver} is at home, but nobody listens at ear {port}; it listens at {listens}. Sent back at once.',
    network: '{receiver}: nothing listens on {protocol} {port}; it listens on {listens}. Connection refused (RST).',
  },
  'deliver.nobody': { office: 'Nobody at {where} has this number.', network: 'No host has the address {address} at {where}.' },
  'deliver.stale': {
    office: 'Nobody has the number {address}: the entry {field} of {object} leads {question} to a number that was given back.',
    network: 'No answer: nobody has {address}. {object} {field} leads {question} there; the record is stale.',
  },
  'supplier.endpoint': {
    office: '{endpoint} is the inside door of {service}.',
    network: 'Private endpoint {endpoint} of {service}.',
  },
  'supplier.notApproved': {
    office: 'The inside door {endpoint} is not open: {status}.',
    network: 'Private endpoint {endpoint} is {status}; only an approved one passes traffic.',
  },
  'supplier.closed': {
    office: '{service} keeps its street door shut.',
    network: '{service}: publicNetworkAccess is Disabled; {source} is refused.',
  },
  'supplier.notListed': {
    office: '{service} has a guest list at its street door, and {source} is not on it.',
    network: '{service}: {field} does not admit {source}.',
  },
  'supplier.noSuchPort': {
    office: '{service} has no ear {port}.',
    network: '{service} does not offer {protocol} {port}.',
  },
  'supplier.delivered': {
    office: '{service} opens the letter and reads the sender {source}.',
    network: '{service} accepts; source seen: {source}.',
  },
  'reply.begins': { office: 'The answer is written at {place}.', network: '{place} answers: {source} to {destination}.' },
  'reply.passed': { office: 'The answer passes {place}.', network: 'Reply passes {place}: {source} to {destination}.' },
  'reply.untranslated': {
    office: 'The stamp is taken off again: now from {source} to {destination}.',
    network: 'conntrack undoes the translation: {source} to {destination}.',
  },
  'reply.astray': {
    office: 'At {place} the signpost for the answer to {destination} leads to {to}, where nobody has seen the letter it answers.',
    network: 'Reply from {place} to {destination} is routed to {to}, which never saw the request: lost.',
  },
  'reply.bypassed': {
    office:
      'At {place} the answer to {destination} goes straight home and never meets {to}, which saw the letter and waits for it.',
    network:
      'Reply from {place} to {destination} goes straight home past {to}, which saw the request and waits for the other half: lost.',
  },
  'reply.delivered': { office: 'The answer is back at {place}.', network: 'Reply delivered at {place}.' },
};
