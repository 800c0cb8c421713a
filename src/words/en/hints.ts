// English words of hints (`hint.CODE.1` layer, `.2` object, `.3` the change). The first rung only names the layer, so it is one sentence a layer.
import type { Dictionary, Sentence } from '../dictionary.ts';
import { AZURE_HINTS, AZURE_LAYERS } from './azureHints.ts';
import { EXIT_HINTS } from './exitHints.ts';
import { GOAL_HINTS } from './goalHints.ts';
import { POLICY_HINTS } from './policyHints.ts';
import { WEB_HINTS, WEB_LAYER } from './webHints.ts';

const LAYERS: Readonly<Record<string, Sentence>> = {
  pod: {
    office: 'Doors, signposts and help desks are fine. Look at the laptop itself.',
    network: 'Look at the pod itself: its ports, its network, its place.',
  },
  svc: {
    office: 'No wall stopped this letter. Look at the help desk it was written to.',
    network: 'Look at the Service and its endpoints, not at policies or routes.',
  },
  lb: {
    office: 'Look at reception: at which street address does it open, and which rooms does it take for well?',
    network: 'Look at the load balancer: the frontend of the Service, and its health probes.',
  },
  snat: {
    office: 'Routes and doors are fine. Look at the outgoing stamp: how many lines does it have, and for how long?',
    network: 'Look at source translation on the way out: ports per address, and idle time.',
  },
  find: {
    office: 'Nothing needs repair for this: it is a question. Follow the letter instead of guessing.',
    network: 'This goal asks for an observation: read it off the trace.',
  },
  cni: {
    office: 'Nothing is wrong with doors or help desks. Look at who hands out the laptops’ numbers, and who outside knows them.',
    network: 'Look at the network mode of the cluster: it decides whose address leaves and who can reach a pod.',
  },
  ipam: {
    office: 'Nothing is wrong with doors or badges. Stop earlier, at the numbers: count them.',
    network: 'Look at the address plan: subnets, pod and service ranges, maxPods, surge.',
  },
  np: {
    office: 'This is a matter of badge readers. A letter needs leave to go and leave to come.',
    network: 'Look at NetworkPolicies: egress of the sender and ingress of the receiver must both allow it.',
  },
  route: {
    office: 'The request is fine. Follow the answer on its way home.',
    network: 'Look at routes: the reply must pass what saw the request.',
  },
  ...AZURE_LAYERS,
  web: WEB_LAYER,
  goal: {
    office: 'The network does what it was told. Look again at what the goal asks for.',
    network: 'The network is sound; the goal asks for something else.',
  },
};

const SELECTED: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'pod.hostNetwork': [
    {
      office: '{pod} has no number of its own: it borrows the number of its room.',
      network: 'Pod {pod} runs in the network of its node.',
    },
    'Remove hostNetwork: true from the pod spec of {pod}.',
  ],
  'pod.port': [
    { office: '{pod} is at home and listens, but at another ear.', network: 'Pod {pod} listens on {current}.' },
    'Write to one of {current}, or let {pod} listen on containerPort {suggested}.',
  ],
  'svc.selector': [
    {
      office: 'Help desk {service} names people by label. Compare its selector with the labels of the laptops.',
      network: 'Service {service} selects {current}. Compare that with the labels of the pods.',
    },
    'Set {field} of Service {service} to {suggested}.',
  ],
  'svc.targetPort': [
    {
      office: 'Help desk {service} rings its laptops at an ear that does not listen.',
      network: 'Service {service} translates to port {current}, and its pods listen on {suggested}.',
    },
    'Set {field} of Service {service} to {suggested}.',
  ],
  'svc.port': [
    {
      office: 'Help desk {service} has no ear {suggested}.',
      network: 'Service {service} has port {current}, and the sender asks for {suggested}.',
    },
    'Set {field} of Service {service} to {suggested}, or write to {current}.',
  ],
  'svc.notReady': [
    {
      office: 'Help desk {service} rings {pods}, who is not ready to answer.',
      network: 'Service {service} and readiness: {pods} is selected and not Ready.',
    },
    'Only ready pods should be rung: leave publishNotReadyAddresses of Service {service} off, and let {pod} become Ready.',
  ],
  'svc.namespace': [
    {
      office: 'The help desk and its people are in different departments.',
      network: 'A Service selects pods of its own namespace only, and its name lives in that namespace.',
    },
    'Put the Service into namespace {suggested} instead of {current}, or an ExternalName Service there that points to it.',
  ],
  'svc.name': [
    {
      office: 'The phone directory has a name that is nearly the one that was asked for.',
      network: 'There is no Service {service} in {namespace}, but there is {current}.',
    },
    'Call the Service {suggested}, or write to {current}.',
  ],
  'svc.missing': [
    {
      office: 'The phone directory of {namespace} has no help desk {service}.',
      network: 'There is no Service {service} in namespace {namespace}.',
    },
    'Create a Service named {service} in namespace {namespace}.',
  ],
  'svc.headless': [
    {
      office: 'Help desk {service} has no number of its own: callers ring the laptops directly, at the port they chose.',
      network: 'Service {service} is headless, so nothing translates port to targetPort.',
    },
    'Remove clusterIP: None from Service {service}, or write to the pods’ own port.',
  ],
  'svc.itpLocal': [
    {
      office: 'Help desk {service} may only use laptops of the caller’s own room, and that room has none.',
      network: 'Service {service}: internalTrafficPolicy is Local and the caller’s node has no endpoint.',
    },
    'Set {field} of Service {service} to {suggested}, or leave it out.',
  ],
  'svc.etpLocal': [
    {
      office: 'Help desk {service} may only use laptops of the room that took the letter, and that room has none.',
      network: 'Service {service}: externalTrafficPolicy is Local and this node has no endpoint.',
    },
    'Set {field} of Service {service} to {suggested}, or run a pod on every node that callers use.',
  ],
  'svc.etpCluster': [
    {
      office:
        'Help desk {service} lets any room take the letter. A room that sends it on stamps its own number over the caller’s.',
      network: 'Service {service}: with externalTrafficPolicy Cluster the node masquerades the caller.',
    },
    'Set {field} of Service {service} to {suggested}.',
  ],
  'svc.type': [
    {
      office: 'Help desk {service} has no door to where this caller stands.',
      network: 'Service {service} is of type {current}, which this client cannot reach.',
    },
    'Set {field} of Service {service} to {suggested}.',
  ],
  'svc.nodePort': [
    {
      office: 'Help desk {service} opens a door in every room, but not this one: its number is {current}.',
      network: 'Service {service} has node port {current}; the client uses {suggested}.',
    },
    'Set {field} of Service {service} to {suggested}.',
  ],
  'svc.sourceRanges': [
    {
      office: 'Help desk {service} has a guest list, and this caller is not on it.',
      network: 'Service {service}: loadBalancerSourceRanges does not admit this client.',
    },
    'Add the caller’s range to {field} of Service {service}, or remove the list.',
  ],
  'lb.internal': [
    {
      office: 'Reception of {service} stands inside the building, at {current}. This caller stands in the street.',
      network: 'Service {service} has the internal frontend {current}; a client on the internet cannot reach it.',
    },
    'Remove the annotation azure-load-balancer-internal from Service {service}, and give it the public address {suggested}.',
  ],
  'lb.lent': [
    {
      office: 'Reception of {service} once stood at {lent}, a lent address. It went back, and the signs still point there.',
      network: 'DNS leads to {lent}, an address that Azure lent to {service} and may give to another; the frontend is {current}.',
    },
    'Name an address of your own in Service {service}, azure-pip-name: {name}, and let the DNS record point to {suggested}.',
  ],
  'lb.ip': [
    {
      office: 'Reception of {service} stands at {current}; the caller goes to {suggested}.',
      network: 'Service {service} has the frontend {current}; the client uses {suggested}.',
    },
    'Give Service {service} the address {suggested} by its annotation.',
  ],
  'cni.unroutable': [
    {
      office:
        'The laptops have private extensions. Nobody outside the cluster has a signpost to them, however reception is built.',
      network: 'Mode {current}: pod addresses are not routable from outside the cluster.',
    },
    'Change {field} of cluster {object} so that pods get addresses of the virtual network: networkPlugin azure without networkPluginMode. Then count the addresses.',
  ],
  'cni.routable': [
    {
      office: 'Every laptop has a number of the building, so anybody in the building or at headquarters can ring it.',
      network: 'Mode {current}: pods are reachable from the virtual network and from on-premises.',
    },
    'Set {field} of cluster {object} to {suggested}, or shut the door with a NetworkPolicy.',
  ],
  'cni.leaveKubenet': [
    {
      office: 'In this house a room is found by its sign on the floor zone’s board alone, and there the board is gone.',
      network: 'Mode {current}: pods of other nodes are reached by the node subnet’s route table alone, and it has none.',
    },
    'Plan cluster {object} with {field}: {suggested}. The engine ({engine}) goes before the move and comes back after it.',
  ],
  'cni.combination': [
    {
      office: 'These do not go together in one house: {combination}.',
      network: 'AKS has no cluster with this mode, data plane and policy engine: {combination}.',
    },
    'Change the mode first, then the engine that it offers: kubenet has Calico alone, Cilium needs an Azure CNI.',
  ],
  'cni.source': [
    {
      office: 'Whose number a letter carries outside the cluster depends on how laptops get theirs.',
      network: 'Mode {current} decides whether a pod’s own address or its node’s is seen there.',
    },
    'Compare the modes in {field} of cluster {object}: which of them keeps the address that is asked for?',
  ],
  'ipam.full': [
    {
      office:
        '{subnet} has {usable} numbers; the rooms would lock {needed}. Each room takes one for itself and one for every seat it might fill.',
      network:
        'Subnet {subnet}: {needed} addresses needed with surge, {usable} usable. Each node takes 1 + maxPods, and maxPods is {current}.',
    },
    'Lower maxPods towards {suggested}, as long as every pod still finds a seat; or give {subnet} a larger range before the cluster is built.',
  ],
  'ipam.rooms': [
    {
      office:
        '{subnet} has {usable} numbers, and {rooms|# room opens|# rooms open} with the painters in: no room would keep a number for a single laptop.',
      network:
        'Subnet {subnet}: {usable} usable addresses for {rooms|# node|# nodes}, surge included. No maxPods is small enough.',
    },
    'Give {subnet} a larger range before the cluster is built, or plan a mode whose pods take no number of {subnet}.',
  ],
  'ipam.podSubnet': [
    {
      office: '{subnet} has {usable} numbers for laptops; with what the rooms keep by the block, {needed} are asked for.',
      network:
        'Pod subnet {subnet}: {needed} addresses needed, {usable} usable. Nodes take them in blocks of 16, not one by one.',
    },
    'Give pods a larger range than {subnet} has, or plan Overlay, whose pods take no number of the virtual network.',
  ],
  'ipam.surge': [
    {
      office: 'Everybody fits until the painters come: an upgrade opens one more room, and {subnet} cannot number it.',
      network:
        'Subnet {subnet}: {used} of {usable} used, {needed} needed with the surge nodes of an upgrade. maxPods is {current}.',
    },
    'Lower maxPods to {suggested}, or give {subnet} a larger range before the cluster is built.',
  ],
  'ipam.unplaced': [
    {
      office: 'There are numbers enough and seats too few: {pods|# laptop stands|# laptops stand}, {pod} first.',
      network: '{pods|# pod is|# pods are} unplaced: the nodes take {seats} pods at maxPods {current}.',
    },
    'Raise maxPods to {suggested} at least, and count the addresses again.',
  ],
  'ipam.overlap': [
    {
      office: 'Two ranges claim the same numbers, and the private one always wins inside the cluster.',
      network: 'Ranges overlap: see {field} of cluster {object}.',
    },
    'Choose a range for {field} that nothing else uses, outside and inside.',
  ],
  'ipam.reserved': [
    {
      office: 'Some numbers belong to the house itself and are given to nobody.',
      network: '{field}: {cidr} is, or contains, a range that Azure keeps for itself.',
    },
    'Choose another range for {field}, for example inside 10.0.0.0/8, and clear of 169.254.0.0/16, 172.30.0.0/16, 172.31.0.0/16 and 192.0.2.0/24.',
  ],
  'ipam.dnsIp': [
    {
      office: 'The phone directory needs a number of the help desks’ range, and not its first.',
      network: '{field}: {cidr} must lie inside the service CIDR and not be its first address.',
    },
    'Set {field} to the tenth address of the service CIDR.',
  ],
  'ipam.podCidr': [
    {
      office: 'The private range has too few shelves: every room takes a /24.',
      network: '{field}: {cidr} has too few /24 for the nodes.',
    },
    'Choose a larger range for {field}: a /16 serves 256 nodes.',
  ],
  'ipam.invalid': [
    {
      office: 'The plan is refused before a single room opens. See the checks.',
      network: 'The plan has an error; the checks name it.',
    },
    'Read the first error under Checks and change the field that it names.',
  ],
  'route.reply': [
    {
      office: 'The letter arrived; its answer took a door that never saw the letter.',
      network: 'The reply from {to} does not come back to {from}.',
    },
    'Make both halves pass the same stateful devices.',
  ],
  ...GOAL_HINTS,
  ...POLICY_HINTS,
  ...AZURE_HINTS,
  ...EXIT_HINTS,
  ...WEB_HINTS,
};

export const HINT_WORDS: Dictionary = Object.fromEntries(
  Object.entries(SELECTED).flatMap(([code, [object, change]]) => [
    [`hint.${code}.1`, LAYERS[code.split('.')[0] ?? ''] ?? ''],
    [`hint.${code}.2`, object],
    [`hint.${code}.3`, change],
  ]),
);
