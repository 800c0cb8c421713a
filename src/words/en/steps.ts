// English words of the walk: what each stop is called (`step.TYPE`), and what happened there (the codes of engine/forward/codes.ts).
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
  'step.untranslate': { office: 'stamps undone', network: 'conntrack' },
};

export const STEP_WORDS: Dictionary = {
  ...STOPS,
  'dns.resolved': {
    office: 'The directory says: {question} is {answer}.',
    network: '{question} resolves to {answer} ({resolver}).',
  },
  'dns.searched': {
    office:
      'Before {question} itself, {count|# longer name was|# longer names were} looked up in vain: it has fewer dots than ndots asks for.',
    network:
      'ndots: {question} has fewer dots than that, so {count|# name|# names} of the search list were asked first, each as A and AAAA.',
  },
  'dns.nxdomain': { office: 'The directory has no {question}.', network: 'NXDOMAIN for {question} ({resolver}).' },
  'dns.nodata': {
    office: 'The directory knows {question} and has no number for it.',
    network: 'NODATA for {question} ({resolver}).',
  },
  'dns.timeout': {
    office: 'The question about {question} never reached the directory: {object}, {field} does not let it.',
    network: 'DNS query for {question} dropped by {object}, {field}; the resolver seems silent.',
  },
  'dns.refused': {
    office: 'The operator on the line to the directory hangs up: {question} is not on the list of {object}, {field}.',
    network: 'REFUSED for {question}: {object}, {field} does not list that name.',
  },
  'dns.noServer': {
    office: 'Nobody answers for the phone directory ({object}, {field}), so {question} stays unknown.',
    network: 'DNS query for {question}: {object} has no ready endpoint.',
  },
  'dns.noRecord': {
    office: 'The directory {object} answers for {question}, and has no such entry.',
    network: 'NXDOMAIN for {question} ({resolver}): {object} answers for that name and has no record of it.',
  },
  'dns.noAddress': {
    office: 'The directory knows {question} by {object}, and {field} leads to nobody who has a number.',
    network: 'NXDOMAIN for {question} ({resolver}): {object}, {field} gives it no address.',
  },
  'dns.policy': {
    office: '{question} is the desk {service} of this house, but by its {field} {object} asks another directory.',
    network: 'NXDOMAIN for {question} ({resolver}): by its {field} {object} does not ask CoreDNS, which has {service}.',
  },
  'dns.elsewhere': {
    office:
      'Nobody is called {question} in this department. A desk of that name is {service}: its department belongs to the name.',
    network:
      'NXDOMAIN for {question} ({resolver}): the search list of {object} holds its own namespace; the Service is {service}.',
  },
  'dns.notLinked': {
    office: 'The private directory {zone} knows {question}, but does not hang in this building.',
    network: 'Private zone {zone} has {question} and is not linked to the network that asked; the public answer is used.',
  },
  'dns.notForwarded': {
    office: 'The private directory {zone} knows {question}, but the directory that was asked does not pass questions on to it.',
    network: 'Private zone {zone} is linked and has {question}; the server that was asked does not forward to 168.63.129.16.',
  },
  'dns.silent': {
    office: 'The question about {question} goes to {server}, and nobody answers there.',
    network: 'DNS query for {question} to {server}: no answer.',
  },
  'dns.kept': {
    office: 'The question about {question} never reached {server}: {object}, {field}.',
    network: 'DNS query for {question} to {server} lost at {object}, {field}.',
  },
  'dns.circle': {
    office: 'The directories send the question about {question} round in a circle.',
    network: 'DNS query for {question} to {server} goes round in a loop of forwarders.',
  },
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
      'Nobody of help desk {service} is ready ({selected} chosen by its selector), so the room sends the letter back at once.',
    network: '{service} selects {selected|# pod|# pods} and has no ready endpoint: rejected, connection refused.',
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
    office: 'Help desk {service} has no line {port}.',
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
      '{pod} may not write to {protocol} {port} there. {policies|One list|# lists} of where it may go, and none has it. Nearest: {object}, {field}.',
    network:
      'Egress of {pod} to {protocol} {port} denied: no rule of {policies|# policy|# policies} matches. Nearest: {object}, {field}.',
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
      'The reader of {pod} refuses {source} at ear {port}. {policies|One list|# lists} of guests, and none has it. Nearest: {object}, {field}.',
    network:
      'Ingress of {pod} from {source} to {protocol} {port} denied: no rule of {policies|# policy|# policies} matches. Nearest: {object}, {field}.',
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
    office: 'Reception at {address} has no counter {port}.',
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
    network: '{receiver}: nothing listens on {protocol} {port}. Connection refused.',
  },
  'deliver.nobody': { office: 'Nobody at {where} has this number.', network: 'No host has the address {address} at {where}.' },
  'route.serviceEndpoint': {
    office: 'Subnet {subnet} has a line of its own to {service}: the letter takes it, past every signpost.',
    network: 'Service endpoint of subnet {subnet} to {service}: more specific than any default route.',
  },
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
  'http.certificate': {
    office: 'The receptionist {controller} shows a seal that is not for {host} ({certificate}).',
    network: '{controller} shows the certificate {certificate}, which is not for {host}.',
  },
  'http.wrongPort': {
    office: '{receiver} speaks {speaks} at line {port}, and the letter is {scheme}.',
    network: '{receiver} speaks {speaks} on port {port}; the request is {scheme}.',
  },
  'http.patterns': {
    office:
      '{ingress} asks for patterns at {host}, so {controller} reads every note of that house as one: longest first, big letters like small ones.',
    network: '{ingress} makes regular expressions of all paths of {host}: case-insensitive, longest first, first match wins.',
  },
  'http.forwarded': {
    office: 'The receptionist {controller} reads {host}{path} and walks to {endpoint} of the help desk {service} in person.',
    network: '{controller} routes {host}{path} to {service} and opens its own connection to {endpoint}.',
  },
  'http.passed': {
    office: 'The receptionist {controller} reads {host} on the sealed letter and carries it unopened to the help desk {service}.',
    network: '{controller} reads the server name {host} and passes the TLS connection unopened to {service} at {endpoint}.',
  },
  'http.passedLost': {
    office: 'The sealed letter came back from {service} ({outcome}); the receptionist {controller} has nothing to say of it.',
    network:
      'The connection passed on to {endpoint} ended in {outcome}, and so does the client’s: a passed connection has no error page.',
  },
  'http.passedNowhere': {
    office:
      'The sealed letter for {host} should go to {service}, and there is no such help desk: the receptionist {controller} hangs up.',
    network: '{controller} should pass {host} to {service}, which has no such port or no address: reset.',
  },
  'http.redirected': {
    office: 'The receptionist {controller} sends the visitor on to {location} ({status}).',
    network: '{controller} answers {status}, Location: {location}.',
  },
  'http.host': {
    office: 'The receptionist {controller} has no note about {host}: {status}.',
    network: '{controller} has no rule for the host {host}: {status}.',
  },
  'http.path': {
    office: 'The receptionist {controller} knows {host}, but no note covers {path}: {status}.',
    network: '{controller} has rules for {host}, and none matches {path}: {status}.',
  },
  'http.backend': {
    office: 'The note for {host}{path} names no help desk that may be used: {status}.',
    network: 'The rule for {host}{path} has no usable backend: {status}.',
  },
  'http.source': {
    office: 'The note of {controller} does not list {source}: {status}.',
    network: '{controller} does not admit the source {source}: {status}.',
  },
  'http.listener': {
    office: 'The door was opened for another name; {host} belongs to a door of its own: {status}.',
    network: 'SNI chose a listener that is not the one of {host}: {status}.',
  },
  'http.noEndpoints': {
    office: 'Nobody sits at the help desk {service}, says the receptionist {controller}: {status}.',
    network: '{controller} finds no ready endpoint of {service}: {status}.',
  },
  'http.badGateway': {
    office: 'The receptionist {controller} came back from {endpoint} without an answer ({outcome}): {status}.',
    network: 'The connection of {controller} to {endpoint} ended in {outcome}: {status}.',
  },
  'http.loop': {
    office: 'The note for {host}{path} leads from reception to reception and back again: {status}.',
    network: '{controller} routes {host}{path} back to a router that had the request already: {status}.',
  },
  'gateway.stopped': {
    office: 'The receptionist {gateway} across the street has gone home: nobody opens.',
    network: 'Application Gateway {gateway} is stopped: no answer.',
  },
  'gateway.noListener': {
    office: 'The receptionist {gateway} has no door {port} for such letters: nobody opens.',
    network: 'Application Gateway {gateway} has no HTTP listener on port {port}: no answer.',
  },
  'frontend.controllerMissing': {
    office: 'Nobody in the house keeps the notes of the reception {frontend}: it opens to no one.',
    network: 'No ALB controller runs in the cluster, so nothing programs the frontend {frontend}: no answer.',
  },
  'frontend.kubenet': {
    office: 'The reception {frontend} does not work for a house with this kind of corridor: it opens to no one.',
    network: 'Application Gateway for Containers does not work with kubenet: the frontend {frontend} does not answer.',
  },
  'frontend.subnetMissing': {
    office: 'The reception {frontend} has no wing to stand in: it opens to no one.',
    network: 'The association of {frontend} names a subnet that does not exist: no answer.',
  },
  'frontend.notDelegated': {
    office: 'The wing {subnet} was never handed over to the reception {frontend}: it opens to no one.',
    network:
      'Subnet {subnet} is not delegated to Microsoft.ServiceNetworking/trafficControllers, so {frontend} has no association: no answer.',
  },
  'frontend.tooSmall': {
    office: 'The wing {subnet} is too small for the reception {frontend}: it opens to no one.',
    network: 'Subnet {subnet} has no 256 addresses for the association of {frontend}: no answer.',
  },
  'frontend.unclaimed': {
    office: 'No note tells the reception {frontend} whom it serves: it opens to no one.',
    network: 'No Gateway or Ingress has the frontend {frontend}: nothing listens there.',
  },
  'frontend.noListener': {
    office: 'The reception {frontend} has no door {port} for such letters: nobody opens.',
    network: 'The frontend {frontend} has no listener for this request on port {port}: no answer.',
  },
  'frontend.overlay.size': {
    office: 'The corridors of the house reach the reception {controller} only in a wing of exactly 256 numbers: {status}.',
    network: 'Overlay is extended to an association subnet of exactly /24; {controller} reaches no pod of {service}: {status}.',
  },
  'frontend.overlay.shared': {
    office: 'The corridors of the house reach one reception per wing, and {controller} shares its own: {status}.',
    network: 'Overlay is extended to one association per subnet; {controller} reaches no pod of {service}: {status}.',
  },
  'frontend.overlay.otherVnet': {
    office: 'The corridors of the house end at its walls, and {controller} stands in another building: {status}.',
    network: 'Overlay is not extended over a peering; {controller} in another VNet reaches no pod of {service}: {status}.',
  },
  'reply.passed': { office: 'The answer passes {place}.', network: 'Reply passes {place}: {source} to {destination}.' },
  'reply.untranslated': {
    office: 'The stamp is taken off again: now from {source} to {destination}.',
    network: 'conntrack undoes the translation: {source} to {destination}.',
  },
  'reply.astray': {
    office: 'At {place} the signpost for the answer to {destination} leads to {to}, where nobody has seen the letter it answers.',
    network: 'Reply from {place} to {destination} is routed to {to}, which never saw the request: lost.',
  },
  'reply.delivered': { office: 'The answer is back at {place}.', network: 'Reply delivered at {place}.' },
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
  'source.firewall': {
    office: 'The gate {firewall} puts its own number on it: {address}.',
    network: '{firewall} translates the source {from} to its own {address}.',
  },
};
