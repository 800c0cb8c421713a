// English words for the known traps of policies (`lint.CODE`) and for what the one change that mends them does (`lint.fix.CODE`).
import type { Dictionary } from '../dictionary.ts';

export const LINT_WORDS: Dictionary = {
  'lint.dash':
    'Two list items: either one is enough. It opens to {first}, and also to every pod of {second}. One item with both would be “and”.',
  'lint.fix.dash': 'Make them one item: both must hold',
  'lint.denyAllows':
    'The policy is called {policy}, and this rule lists no peers, which means anyone at all. To let nobody in or out, list no rule.',
  'lint.fix.denyAllows': 'Remove the rule: nothing passes',
  'lint.everything':
    'An empty rule: everything passes, from and to anyone, at every port. The direction might as well not be judged.',
  'lint.anyone': 'No peers are listed, so anyone may use {ports}: the internet and nodes too. “Nobody” would be no rule at all.',
  'lint.ignored': '{count|# rule does|# rules do} nothing: policyTypes does not list {type}, so this direction stays open.',
  'lint.fix.ignored': 'Add the direction to policyTypes: the rules hold',
  'lint.apart':
    'Peers stand in one rule and ports in another: {peers} may use every port, and everyone may use {ports}. In one rule both must hold.',
  'lint.fix.apart': 'Make them one rule: these peers at these ports',
  'lint.tcpOnly': 'A port entry without a number is every port of TCP. UDP stays shut; for everything leave the ports out.',
  'lint.halfDns':
    'Port 53 is open for {present} alone. Names are asked for by UDP, and again by TCP when the answer is long: {lacking} is needed too.',
  'lint.fix.halfDns': 'Add port 53 of the other protocol',
  'lint.allPods':
    'All namespaces are all pods of the cluster, and nobody else: no client from outside, no node, no pod on its node’s network.',
  'lint.notIn':
    '{key} not in ({values}) also takes every namespace that has no label {key} at all, kube-system perhaps among them.',
  'lint.fix.notIn': 'Take only namespaces that have the label',
  'lint.reply': 'Replies need no rule of their own. This one lets these pods open connections to {peers}.',
  'lint.fix.reply': 'Remove the rule: replies still pass',
  'lint.emptyNamespace': 'The policy is for all pods of {namespace}, and no pod is there now.',
  'lint.elsewhere': 'No pod of {namespace} has {selector}; pods of {others} do. A policy guards its own namespace and no other.',
  'lint.fix.elsewhere': 'Move the policy to that namespace',
  'lint.nobody': 'No pod of {namespace} has {selector}: the policy guards nobody.',
  'lint.slip': 'No pod of {namespace} has {selector}. Was {meant} meant?',
  'lint.fix.slip': 'Spell the label as the pods wear it',
  'lint.hostNetwork':
    '{count|# pod|# pods} with these labels ({pods}) use the network of their node. No policy holds for them; they come and go as the node.',
  'lint.peerElsewhere':
    'Without a namespaceSelector this means pods of {namespace}, and none there is meant by “{peer}”. Such pods live in {others}.',
  'lint.fix.peerElsewhere': 'Add the namespace to the same item',
  'lint.nameLabel':
    'No namespace wears the label of “{peer}”. Namespaces are chosen by labels, not by name; the label kubernetes.io/metadata.name carries the name {name}.',
  'lint.fix.nameLabel': 'Choose the namespace by kubernetes.io/metadata.name',
  'lint.peerNobody': '“{peer}” means no pod that is there now.',
  'lint.peerSlip': '“{peer}” means no pod. Was “{meant}” meant?',
  'lint.fix.peerSlip': 'Spell the label as it is worn',
  'lint.unheard': 'None of the pods behind this rule declares {port}; they declare {ports}.',
  'lint.servicePort':
    '{port} is the port of the Service {service}. When a policy looks, the Service has handed on already: the pod’s port is {target}.',
  'lint.fix.servicePort': 'Use the port of the pod',
  'lint.namedBlock': 'The port name {name} is looked up in pods, and a range of addresses has none: this never matches.',
  'lint.namedTwice': 'The port name {name} is a different number in different pods here: {ports}. Each pod opens its own.',
  'lint.serviceName': '{name} is a port name of the Service {service}. A policy asks for the name of a container port.',
  'lint.fix.serviceName': 'Use the port of the pod',
  'lint.namedNowhere': 'No pod behind this rule has a container port called {name}; they have {ports}. The entry never matches.',
  'lint.clusterIp':
    '{cidr} is the address of the Service {service}. When a policy looks, it has been replaced by a pod’s address: this never matches.',
  'lint.fix.clusterIp': 'Name the pods behind the Service',
  'lint.serviceRange':
    '{cidr} holds addresses of Services only. When a policy looks they have been replaced: this never matches.',
  'lint.ciliumBlock':
    '{count|# pod has|# pods have} an address in {cidr}, and Cilium never matches pods by address. Choose them by labels.',
  'lint.podAddresses':
    '{cidr} matches {count|# pod|# pods} by address, and pods change addresses whenever they are made anew. Choose them by labels.',
  'lint.exceptUndone': 'except ({except}) only narrows its own range. “{peer}” lets some of these addresses in again.',
  'lint.rewritten':
    'Who comes through the Service {service} may come as a node, not as {cidr}: with externalTrafficPolicy Cluster the node puts its own address.',
  'lint.fix.rewritten': 'Keep the sender’s address: externalTrafficPolicy Local',
  'lint.dns': '{pod} may not ask kube-dns, so every name fails, and to the program everything looks broken.',
  'lint.fix.dns': 'Allow UDP and TCP 53 to kube-dns',
  'lint.ingressShut':
    'The policy speaks of what goes out, and also shuts everything that comes in: policyTypes lists Ingress (as it does by itself when it is left out).',
  'lint.fix.ingressShut': 'Judge egress alone',
  'lint.union': '{other} allows some of this for the same pods. Policies only add: nothing here takes it away.',
  'lint.senderShut':
    'This rule lets {from} in, and still nothing arrives at {to}, {port}: the sender’s own policies do not let it out. Both ends must agree.',
  'lint.receiverShut':
    'This rule lets it out to {to}, {port}, and still nothing from {from} arrives: the policies there do not let it in. Both ends must agree.',
  'lint.windowsNamed': 'Azure NPM on Windows nodes knows no named ports.',
  'lint.windowsSctp': 'Azure NPM on Windows nodes knows no SCTP.',
  'lint.windowsNegative': 'Azure NPM on Windows nodes knows no “not in” and no “lacks”.',
  'lint.windowsExcept': 'Azure NPM on Windows nodes knows no exceptions in ranges of addresses.',
  'lint.balancerPasses':
    'Azure NPM does not enforce ingress policies on what comes through the Service {service} with externalTrafficPolicy Cluster.',
};
