// English words of gestures (`gesture.*`): what connecting or adding would do, why it cannot be done, and the panels that ask.
// Effects stand in the present, so that the undo list can say them too.
import type { Dictionary } from '../dictionary.ts';

export const GESTURE_WORDS: Dictionary = {
  'gesture.service.select': {
    office: 'Help desk {service} hands letters to laptops labelled {labels}',
    network: 'Service {service} selects {labels}',
  },
  'gesture.service.port': {
    office: 'Help desk {service} hands letters on to ear {target} of {pods} (was {from})',
    network: 'Service {service}: port {port} goes to targetPort {target} of {pods} (was {from})',
  },
  'gesture.service.wire': {
    office: 'Help desk {service} hands letters to laptops labelled {labels}, at ear {target} (was {from})',
    network: 'Service {service} selects {labels}, and port {port} goes to targetPort {target} (was {from})',
  },
  'gesture.service.new': {
    office: 'A new help desk {service}, ear {port}, hands letters to laptops labelled {labels} at ear {target}',
    network: 'A new Service {service} selects {labels}: port {port} to targetPort {target}',
  },
  'gesture.route.path': '{route}: {path} goes to Service {service}, port {port} (was {from})',
  'gesture.route.pathGrant':
    '{route}: {path} goes to Service {service}, port {port} (was {from}), and a ReferenceGrant there lets it',
  'gesture.route.new': '{route}: a new path {path} goes to Service {service}, port {port}',
  'gesture.route.newGrant':
    '{route}: a new path {path} goes to Service {service}, port {port}, and a ReferenceGrant there lets it',
  'gesture.allow.in': {
    office: 'The badge reader of {to} lets {from} in at ear {port}, by a policy of its own',
    network: 'A new NetworkPolicy lets {from} ({labels}) into {to} on {on}',
  },
  'gesture.allow.only': {
    office: '{to} gets a badge reader that lets {from} in at ear {port}, and from now on nobody else',
    network: 'A new NetworkPolicy isolates {to} for ingress: {from} ({labels}) on {on} alone',
  },
  'gesture.allow.out': {
    office: '{from} may leave its room for {to} at ear {port}, by a policy of its own',
    network: 'A new NetworkPolicy lets {from} out to {to} on {on}',
  },
  'gesture.allow.both': {
    office: 'Both badge readers let it through: out of the room of {from}, and in at {to}, ear {port}',
    network: 'Two new NetworkPolicies: egress of {from}, ingress of {to}, {on}',
  },
  'gesture.allow.rule': 'NetworkPolicy {policy}, whomever else it selects, gets one more rule: {from} to {to} on {on}',
  'gesture.allow.ruleBoth': 'NetworkPolicies {policy} and {out} get one more rule each: {from} to {to} on {on}, in and out',
  'gesture.allow.ruleSame': 'NetworkPolicy {policy} gets two more rules: {from} to {to} on {on}, in and out',
  'gesture.allow.inAny': {
    office: 'The badge reader of {to} lets {from} in at every ear, by a policy of its own',
    network: 'A new NetworkPolicy lets {from} ({labels}) into {to} on every port',
  },
  'gesture.allow.onlyAny': {
    office: '{to} gets a badge reader that lets {from} in at every ear, and from now on nobody else',
    network: 'A new NetworkPolicy isolates {to} for ingress: {from} ({labels}) alone, on every port',
  },
  'gesture.allow.outAny': {
    office: '{from} may leave its room for {to}, whatever the ear, by a policy of its own',
    network: 'A new NetworkPolicy lets {from} out to {to} on every port',
  },
  'gesture.allow.bothAny': {
    office: 'Both badge readers let it through: out of the room of {from}, and in at {to}, every ear',
    network: 'Two new NetworkPolicies: egress of {from}, ingress of {to}, every port',
  },
  'gesture.allow.ruleAny': 'NetworkPolicy {policy}, whomever else it selects, gets one more rule: {from} to {to} on every port',
  'gesture.allow.ruleBothAny':
    'NetworkPolicies {policy} and {out} get one more rule each: {from} to {to} on every port, in and out',
  'gesture.allow.ruleSameAny': 'NetworkPolicy {policy} gets two more rules: {from} to {to} on every port, in and out',
  'gesture.place.all': {
    office: 'All {count|# laptop|# laptops} of {pods} sit in room {node}',
    network: '{kind} {pods} is pinned to node {node}: {count|# pod|all # pods} of it',
  },
  'gesture.place.free': '{kind} {pods} is pinned to {node} no longer: the scheduler spreads its {count|# pod|# pods}',
  'gesture.place.pod': {
    office: '{pods} leaves its desk and sits down in room {node}: a pod is never moved, it is made anew',
    network: 'Pod {pods} is deleted and made anew on node {node}',
  },
  'gesture.place.podFree': 'Pod {pods} is made anew, pinned to {node} no longer',
  'gesture.join.routeTable': {
    office: 'The signpost {part} stands at floor {subnet}',
    network: 'Route table {part} is associated with subnet {subnet}',
  },
  'gesture.swap.routeTable': {
    office: 'The signpost {part} stands at floor {subnet} in place of {from}',
    network: 'Route table {part} is associated with subnet {subnet} in place of {from}',
  },
  'gesture.part.routeTable': {
    office: 'Floor {subnet} loses its signpost {part}',
    network: 'Subnet {subnet} has the route table {part} no longer: system routes apply',
  },
  'gesture.join.guard': {
    office: 'The guard {part} stands at floor {subnet}',
    network: 'Network security group {part} is associated with subnet {subnet}',
  },
  'gesture.swap.guard': {
    office: 'The guard {part} stands at floor {subnet} in place of {from}',
    network: 'Network security group {part} is associated with subnet {subnet} in place of {from}',
  },
  'gesture.part.guard': {
    office: 'Floor {subnet} loses its guard {part}',
    network: 'Subnet {subnet} has the network security group {part} no longer',
  },
  'gesture.join.natGateway': {
    office: 'Mail from floor {subnet} leaves by the mail room {part}',
    network: 'Subnet {subnet} leaves by NAT gateway {part}',
  },
  'gesture.swap.natGateway': {
    office: 'Mail from floor {subnet} leaves by the mail room {part} in place of {from}',
    network: 'Subnet {subnet} leaves by NAT gateway {part} in place of {from}',
  },
  'gesture.part.natGateway': {
    office: 'Mail from floor {subnet} leaves by the mail room {part} no longer',
    network: 'Subnet {subnet} leaves by NAT gateway {part} no longer',
  },
  'gesture.peer': {
    office: 'A corridor joins {one} and {other}, open at both ends',
    network: '{one} and {other} are peered, both halves',
  },
  'gesture.unpeer': {
    office: 'The corridor between {one} and {other} is closed',
    network: '{one} and {other} are peered no longer',
  },
  'gesture.link': {
    office: 'The address book {zone} is read in {vnet}',
    network: 'Private DNS zone {zone} is linked to {vnet}',
  },
  'gesture.unlink': {
    office: 'The address book {zone} is read in {vnet} no longer',
    network: 'Private DNS zone {zone} is linked to {vnet} no longer',
  },
  'gesture.door': {
    office: 'A door of supplier {supplier} opens inside floor {subnet}: {endpoint}',
    network: 'Private endpoint {endpoint} for {supplier} in subnet {subnet}',
  },
  'gesture.new.pod': { office: 'A new laptop {name}', network: 'A new Pod {name}' },
  'gesture.new.podAt': {
    office: 'A new laptop {name} in room {node}',
    network: 'A new Pod {name} on node {node}',
  },
  'gesture.new.deployment': {
    office: 'A new team {name} of {count|# laptop|# laptops}',
    network: 'A new Deployment {name} with {count|# replica|# replicas}',
  },
  'gesture.new.service': {
    office: 'A new help desk {name}, ear {port}, for laptops labelled {labels} at ear {target}',
    network: 'A new Service {name} selects {labels}: port {port} to targetPort {target}',
  },
  'gesture.new.ingress': {
    office: 'A new receptionist’s rule {name}: every path goes to help desk {service}, ear {port}',
    network: 'A new Ingress {name}: every path goes to Service {service}, port {port}',
  },
  'gesture.new.deny': {
    office: 'Badge readers at every laptop of {namespace} that let nobody in: {name}',
    network: 'A new NetworkPolicy {name} isolates every pod of {namespace} for ingress',
  },
  'gesture.new.denySome': {
    office: 'Badge readers at laptops labelled {labels} that let nobody in: {name}',
    network: 'A new NetworkPolicy {name} isolates {labels} for ingress',
  },
  'gesture.new.denyOut': {
    office: 'Badge readers at every laptop of {namespace} that let no letter out: {name}',
    network: 'A new NetworkPolicy {name} isolates every pod of {namespace} for egress, names included',
  },
  'gesture.new.denyOutSome': {
    office: 'Badge readers at laptops labelled {labels} that let no letter out: {name}',
    network: 'A new NetworkPolicy {name} isolates {labels} for egress, names included',
  },
  'gesture.new.allowDns': {
    office: 'Every laptop of {namespace} may ask the directory, and write to nobody else: {name}',
    network: 'A new NetworkPolicy {name} isolates {namespace} for egress and lets it ask kube-dns',
  },
  'gesture.new.allowDnsSome': {
    office: 'Laptops labelled {labels} may ask the directory, and write to nobody else: {name}',
    network: 'A new NetworkPolicy {name} isolates {labels} for egress and lets it ask kube-dns',
  },
  'gesture.new.namespace': { office: 'A new department {name}', network: 'A new Namespace {name}' },
  'gesture.new.routeTable': {
    office: 'A new signpost {name} at floor {subnet}, still without an arm',
    network: 'A new route table {name} at subnet {subnet}, without routes',
  },
  'gesture.new.guard': {
    office: 'A new guard {name} at floor {subnet}, with Azure’s own rules',
    network: 'A new network security group {name} at subnet {subnet}, with the default rules',
  },
  'gesture.new.natGateway': {
    office: 'A new mail room {name} with the stamp {address} for floor {subnet}',
    network: 'A new NAT gateway {name} with the public address {address} for subnet {subnet}',
  },
  'gesture.add.pod': { office: 'Laptop', network: 'Pod' },
  'gesture.add.deployment': { office: 'Team of laptops', network: 'Deployment' },
  'gesture.add.service': { office: 'Help desk', network: 'Service' },
  'gesture.add.ingress': { office: 'Receptionist’s rule', network: 'Ingress' },
  'gesture.add.deny': { office: 'Badge readers: nobody in', network: 'NetworkPolicy: deny ingress' },
  'gesture.add.denyOut': { office: 'Badge readers: nothing out', network: 'NetworkPolicy: deny egress' },
  'gesture.add.allowDns': { office: 'Badge readers: directory only', network: 'NetworkPolicy: egress to DNS only' },
  'gesture.add.namespace': { office: 'Department', network: 'Namespace' },
  'gesture.add.routeTable': { office: 'Signpost', network: 'Route table' },
  'gesture.add.guard': { office: 'Guard', network: 'Network security group' },
  'gesture.add.natGateway': { office: 'Mail room', network: 'NAT gateway' },
  'gesture.choose': 'Choose something first, then connect it.',
  'gesture.no.same': 'These two are one and the same.',
  'gesture.no.gone': '{thing} is not there.',
  'gesture.no.nothing': 'This would change nothing.',
  'gesture.no.already': {
    office: 'Help desk {service} hands its letters to {pods} already.',
    network: 'Service {service} selects {pods} already, at a port that it has.',
  },
  'gesture.no.already.path': '{route} sends {path} to {service} already.',
  'gesture.no.already.door': 'Subnet {subnet} has a private endpoint for {supplier} already: {endpoint}.',
  'gesture.no.labels': '{pods} has no labels, so nothing can select it and not everybody else.',
  'gesture.no.hostNetwork': '{pods} is on the network of its node: no NetworkPolicy selects it.',
  'gesture.no.service.namespace': {
    office: 'A help desk hands letters to its own department only: {service} cannot hand any to {pods}.',
    network: 'A Service selects pods of its own namespace only: {service} cannot select {pods}.',
  },
  'gesture.no.service.external': 'Service {service} is of type ExternalName: it is a name for somewhere else and selects nobody.',
  'gesture.no.service.missing': 'There is no Service {service} yet.',
  'gesture.no.service.ports': 'Service {service} has no port.',
  'gesture.no.route.namespace': 'An Ingress sends to Services of its own namespace only: {route} cannot send to {service}.',
  'gesture.no.daemonSet': {
    office: '{pods} has a laptop in every room already.',
    network: '{pods} is a DaemonSet: it has a pod on every node already.',
  },
  'gesture.no.supplier': 'There is no private endpoint for {supplier}.',
  'gesture.no.door':
    'A private endpoint needs no connection to {subnet}: whoever reaches its VNet reaches {door}. Names lead there by a private DNS zone.',
  'gesture.no.many': 'Only the first {most} things are looked at here: choose this one yourself to be told.',
  'gesture.no.new.service': 'Nothing in {namespace} has labels yet for a Service to select.',
  'gesture.no.new.ingress': 'There is no Service in {namespace} yet for an Ingress to send to.',
  'gesture.no.pair.pods': {
    office: 'A laptop connects to another laptop, to a help desk or to a room.',
    network: 'A pod connects to another pod, to a Service or to a node.',
  },
  'gesture.no.pair.service': {
    office: 'A help desk connects to laptops and to receptionists’ rules.',
    network: 'A Service connects to pods, and to an Ingress or HTTPRoute.',
  },
  'gesture.no.pair.route': 'An Ingress or HTTPRoute connects to a Service.',
  'gesture.no.pair.subnet': {
    office: 'A floor connects to a signpost, a guard, a mail room, a supplier or a neighbour’s house.',
    network: 'A subnet connects to a route table, a network security group, a NAT gateway, a PaaS service or another VNet.',
  },
  'gesture.no.pair.node': {
    office: 'A room connects to laptops: they sit down in it.',
    network: 'A node connects to pods: they are placed on it.',
  },
  'gesture.no.pair.routeTable': { office: 'A signpost connects to a floor.', network: 'A route table connects to a subnet.' },
  'gesture.no.pair.guard': { office: 'A guard connects to a floor.', network: 'A network security group connects to a subnet.' },
  'gesture.no.pair.natGateway': { office: 'A mail room connects to a floor.', network: 'A NAT gateway connects to a subnet.' },
  'gesture.no.pair.privateEndpoint': 'A private endpoint is reached through its VNet and connects to nothing else.',
  'gesture.no.pair.supplier': {
    office: 'A supplier connects to a floor: a door of its own opens there.',
    network: 'A PaaS service connects to a subnet: by a private endpoint there.',
  },
  'gesture.no.pair.vnet': {
    office: 'A house connects to another house, to a floor or to an address book.',
    network: 'A VNet connects to another VNet, to a subnet of one, or to a private DNS zone.',
  },
  'gesture.no.pair.zone': {
    office: 'An address book connects to a house.',
    network: 'A private DNS zone connects to a VNet.',
  },
  'gesture.no.pair.site': 'Nothing is connected to this by hand: a gateway or a public address leads there.',
  'gesture.no.pair.other': 'Nothing is connected to this by hand: change its YAML.',
  'ui.connect': 'Connect',
  'ui.connect.handle': 'Connect: drag from here to another thing, click, or press C',
  'ui.connect.tools': 'Change the building by hand',
  'ui.connect.tool': 'Connect what is chosen (C)',
  'ui.connect.place.tool': 'Add something (N)',
  'ui.connect.status': 'Connecting',
  'ui.connect.begin':
    'Connecting {from}. {count|# place fits|# places fit}: click one, or choose it with the arrow keys and Enter. Escape leaves.',
  'ui.connect.looking': 'Connecting {from}…',
  'ui.connect.fits': '{thing} fits.',
  'ui.connect.does': '{thing} fits. {effect}.',
  'ui.connect.elsewhere': 'Without a place on the board:',
  'ui.connect.not': '{thing} does not fit: {why}',
  'ui.connect.stop': 'Leave',
  'ui.connect.title': 'Connect {from} to {to}',
  'ui.connect.confirm': 'Do it',
  'ui.connect.short': 'A letter would still not arrive: something else stops it.',
  'ui.connect.none': 'This does not fit',
  'ui.connect.typed': 'You could have typed:',
  'ui.connect.choices': 'What should it mean?',
  'ui.connect.ports': { office: 'Which ear?', network: 'Which port?' },
  'ui.connect.choosePort': { office: 'Choose the ear first.', network: 'Choose the port first.' },
  'ui.connect.chooseOne': 'Choose one of them first.',
  'ui.connect.extras': 'And further, if you want it',
  'ui.connect.instead': {
    office: 'and ring ear {target} of the laptops instead of {from}',
    network: 'and send to targetPort {target} instead of {from}',
  },
  'ui.connect.breaks': 'This would break a goal that holds now:',
  'ui.connect.nothing': {
    office: 'Nothing here is left to connect to {from}. What else it does is written in its settings.',
    network: 'Nothing here is left to connect to {from}. What else it does is set by its fields.',
  },
  'ui.connect.settings.yaml': 'Open its YAML',
  'ui.connect.settings.services': { office: 'Open its help desk form', network: 'Open the Services tab' },
  'ui.connect.settings.design': 'Open the Network tab',
  'ui.connect.to': 'Connect to…',
  'ui.connect.to.fits': 'These fit',
  'ui.connect.to.not': 'These do not, and why ({count})',
  'ui.connect.working': 'Asking the engine…',
  'ui.thing.pod': { office: 'laptop {name}', network: 'Pod {name}' },
  'ui.thing.service': { office: 'help desk {name}', network: 'Service {name}' },
  'ui.thing.node': { office: 'room {name}', network: 'node {name}' },
  'ui.thing.subnet': { office: 'floor {name}', network: 'subnet {name}' },
  'ui.thing.policy': 'NetworkPolicy {name}',
  'ui.thing.guard': { office: 'guard at floor {name}', network: 'network security group at subnet {name}' },
  'ui.thing.signpost': { office: 'signpost at floor {name}', network: 'route table at subnet {name}' },
  'ui.thing.device': '{name}',
  'ui.thing.site': '{name}',
  'ui.thing.host': { office: '{name}', network: 'host {name}' },
  'ui.thing.paas': { office: 'supplier {name}', network: 'PaaS service {name}' },
  'ui.place': 'Add…',
  'ui.place.title': 'Add something',
  'ui.place.namespace': { office: 'Department', network: 'Namespace' },
  'ui.place.near': 'Near {thing}',
  'ui.place.what': 'What to add',
  'ui.place.not': 'Not here, and why',
};
