// English words of hints about NetworkPolicy: the object to look at, then the change.
import type { Sentence } from '../dictionary.ts';

export const POLICY_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'np.guests': [
    {
      office: 'Nobody reads badges at ear {port} of {subject}, so {peer} walks in with everybody else.',
      network: 'No policy judges {protocol} {port} of {subject}; {peer} is one of many that may come.',
    },
    'Create {policy} for {subject}: list all who may come today at {protocol} {port}, without {peer}, and leave the other ports open.',
  ],
  'np.label': [
    {
      office: 'The rule of {policy} would let {peer} in, if {peer} wore the right badge.',
      network: '{policy}: {field} asks for {suggested}, and {peer} has {current}.',
    },
    'Label {peer} with {suggested}.',
  ],
  'np.noEngine': [
    {
      office: 'The badge readers are right, and nobody plugged them in.',
      network: 'NetworkPolicy objects exist, and {field} of cluster {object} is {current}.',
    },
    'Set {field} of cluster {object} to {suggested}.',
  ],
  'np.dns': [
    {
      office: '{subject} may not ring the phone directory, so no name becomes a number.',
      network: 'Egress of {subject} does not allow DNS.',
    },
    'Add to {field} of {policy}: namespace kube-system, k8s-app: kube-dns, ports UDP 53 and TCP 53.',
  ],
  'np.udp': [
    {
      office: 'The rule of {policy} names the right ear in the wrong voice.',
      network: '{policy}: {field} lists {current}; a port without protocol is TCP.',
    },
    'Set {field} of {policy} to {suggested}.',
  ],
  'np.clusterIP': [
    {
      office: '{policy} admits the number of the directory’s help desk; readers look at the laptop behind it.',
      network: '{policy}: {field} names a ClusterIP, and policies see the address after translation.',
    },
    'Replace {field} of {policy} by a selector: {suggested}.',
  ],
  'np.port': [
    {
      office: 'The rule of {policy} and the letter speak of different ears of {subject}.',
      network: '{policy}: {field} is {current}; this flow uses {protocol} {port} of the pod, after the Service has translated.',
    },
    'Set {field} of {policy} to {suggested}.',
  ],
  'np.peerNs': [
    {
      office: 'The rule of {policy} invites people of its own department only, and {peer} is from next door.',
      network: '{policy}: {field} is missing, so podSelector looks only inside {current}.',
    },
    'Add to the same list item of {policy}, at {field}: {suggested}.',
  ],
  'np.nsLabel': [
    {
      office: 'The rule of {policy} looks for a department by a label that {peerNamespace} does not wear.',
      network: '{policy}: {field} is {current}, which matches no label of namespace {peerNamespace}.',
    },
    'Set {field} of {policy} to {suggested}; every namespace wears that label.',
  ],
  'np.peer': [
    {
      office: 'The rule of {policy} invites laptops by a label that {peer} does not wear.',
      network: '{policy}: {field} is {current}, and {peer} has other labels.',
    },
    'Set {field} of {policy} to {suggested}.',
  ],
  'np.ipBlock': [
    {
      office: 'The rule of {policy} lists numbers, and the reader sees another one.',
      network: '{policy}: {field} is {current}; the address that arrives is not in it.',
    },
    'Replace {field} of {policy} by {suggested}.',
  ],
  'np.ipBlockPod': [
    {
      office: 'The rule of {policy} lists laptops by number. These readers know strangers by number, and laptops by badge alone.',
      network:
        '{policy}: {field} is {current}, which holds the address of {peer}; this engine matches pods by selector, never by ipBlock.',
    },
    'Replace {field} of {policy} by a selector: {suggested}.',
  ],
  'np.subject': [
    {
      office: '{policy} guards somebody else’s door, not the door of {subject}.',
      network: '{policy}: {field} is {current}, which does not select {subject}.',
    },
    'Set {field} of {policy} to {suggested}.',
  ],
  'np.subjectWide': [
    {
      office: '{policy} hangs a reader at every door of the department, at the door of {subject} too.',
      network: '{policy}: {field} is {current}, so it isolates {subject} as well.',
    },
    'Set {field} of {policy} to {suggested}, so that it selects only whom it is about.',
  ],
  'np.policyNs': [
    {
      office: '{policy} hangs in the wrong department: a reader guards its own department only.',
      network: '{policy} lies in namespace {current}; a NetworkPolicy selects pods of its own namespace only.',
    },
    'Put that policy into namespace {suggested}.',
  ],
  'np.types': [
    {
      office: 'Look which directions {policy} watches: {current}, and no other.',
      network: '{policy}: {field} is {current}; only these directions are judged, whatever the rules speak of.',
    },
    'Set {field} of {policy} to {suggested}.',
  ],
  'np.missing': [
    {
      office: 'The door of {subject} is shut, and no rule invites {peer}.',
      network: '{subject} is isolated for ingress, and no rule admits {peer}.',
    },
    'Add a rule to {field} of {policy}: {suggested}.',
  ],
  'np.egressSide': [
    {
      office: 'The letter never left: {subject} has no leave to write to {peer}.',
      network: '{subject} is isolated for egress, and no rule admits {peer}.',
    },
    'Add a rule to {field} of {policy}: {suggested}.',
  ],
  'np.unguarded': [
    {
      office: 'No reader hangs at the door of {subject} in this direction, so anybody passes.',
      network: 'No NetworkPolicy isolates {subject} for {direction}.',
    },
    'Create a NetworkPolicy in namespace {namespace} that selects {suggested} and lists {direction} in policyTypes.',
  ],
  'np.allowAll': [
    {
      office: 'One rule of {policy} invites everybody.',
      network: '{policy}: {field} is an empty rule, and an empty rule allows everything.',
    },
    'Remove the empty rule from {policy}, or say in it who may come and where.',
  ],
  'np.emptyFrom': [
    {
      office: 'A rule of {policy} names no guest, and that means every guest.',
      network: '{policy}: {field} is empty, and an empty list of peers is everybody.',
    },
    'List the peers in {field} of {policy}; to admit nobody, remove the rule.',
  ],
  'np.or': [
    {
      office: 'A dash too many in {policy}: two wishes in two items mean either of them.',
      network: '{policy}: {field} has {current} items; items are OR, keys of one item are AND.',
    },
    'Join the two items of {field} in {policy} into one that has both selectors.',
  ],
  'np.allPods': [
    {
      office: 'A rule of {policy} invites every laptop of every department.',
      network: '{policy}: {field} has an empty namespaceSelector, which is every pod of every namespace.',
    },
    'Name the department in {field} of {policy} by its label.',
  ],
  'np.anyNamespace': [
    {
      office: 'A rule of {policy} asks for a badge and for no department, so {peer} may come from anywhere.',
      network: '{policy}: {field} has an empty namespaceSelector, so its podSelector counts in every namespace.',
    },
    'Name the department in the namespaceSelector of {field} of {policy}: kubernetes.io/metadata.name and its value.',
  ],
  'np.reply': [
    {
      office: '{policy} gives {subject} and {peer} leave to begin a talk of their own; an answer never needed leave.',
      network: '{policy}: {field} allows new connections between {subject} and {peer}; replies need no rule.',
    },
    'Remove {field} from {policy}.',
  ],
  'np.notIn': [
    {
      office: 'A rule of {policy} lists departments that may not come. All others may, those without a label too.',
      network: '{policy}: {field} uses NotIn, which also matches a namespace that lacks the label; {peer} is in one.',
    },
    'Name in {field} of {policy} those who may come, with matchLabels or In.',
  ],
  'np.wide': [
    {
      office: 'The rule of {policy} that let {peer} in invites more people than the work needs.',
      network: '{policy}: {field} admits {peer}.',
    },
    'Narrow {field} of {policy}: add a {suggested} to the same item, or remove the item.',
  ],
  'np.wideBlock': [
    {
      office: 'A rule of {policy} lists more numbers than the work needs, and the number of {peer} is among them.',
      network: '{policy}: {field} is {current}, which holds {suggested}.',
    },
    'Narrow {field} of {policy} to the addresses that are meant, or leave {suggested} out with except.',
  ],
  'np.calicoAllow': [
    {
      office: 'The list of {policy} is read from the top, and no line of it lets {peer} pass.',
      network: '{policy} decides at {field}: nothing before it allows {peer} at {protocol} {port}.',
    },
    'Insert at {field} of {policy}: {suggested}.',
  ],
  'np.calicoDeny': [
    {
      office: 'A line of {policy} lets {peer} pass before any other is read.',
      network: '{policy}: the rule at {field} allows {peer} at {protocol} {port}.',
    },
    'Insert before it, at {field} of {policy}: {suggested}.',
  ],
  'np.adminAllow': [
    {
      office: 'The house rules say no before any department is asked.',
      network: '{policy}: {field} denies {peer} at {protocol} {port}; an administrator’s Deny is final.',
    },
    'Insert before it, at {field} of {policy}: {suggested}.',
  ],
  'np.adminPass': [
    {
      office: 'The house rules say no before any department is asked; they could leave this one to the department.',
      network: '{policy}: {field} denies {peer} at {protocol} {port}; Pass leaves the decision to NetworkPolicies.',
    },
    'Insert before it, at {field} of {policy}: {suggested}.',
  ],
  'np.adminDeny': [
    {
      office: 'The house rules let {peer} pass, whatever the department says.',
      network: '{policy}: {field} allows {peer} at {protocol} {port}; no NetworkPolicy can take that back.',
    },
    'Insert before it, at {field} of {policy}: {suggested}.',
  ],
  'np.ciliumAllow': [
    {
      office: 'No list of {subject} has {peer} at ear {port}.',
      network: '{policy} selects {subject}, and no rule of {direction} allows {peer} at {protocol} {port}.',
    },
    'Add to {field} of {policy}: {suggested}, {protocol} {port}.',
  ],
  'np.ciliumExcept': [
    {
      office: 'A black list turns {peer} away, whatever the white lists say.',
      network: '{policy}: {field} denies {peer}, and a deny wins over every allow.',
    },
    'Let every selector in {field} of {policy} leave it out: {suggested}.',
  ],
  'np.ciliumUndeny': [
    {
      office: 'A black list turns {peer} away, whatever the white lists say.',
      network: '{policy}: {field} denies {peer} at {protocol} {port}, and a deny wins over every allow.',
    },
    'Remove {field} from {policy}.',
  ],
  'np.ciliumDeny': [
    {
      office: 'A list of {policy} lets {peer} pass.',
      network: '{policy} allows {peer} at {protocol} {port}; a deny would win over it.',
    },
    'Add to {field} of {policy}: {suggested}, {protocol} {port}.',
  ],
  'np.ciliumHttp': [
    {
      office: 'The reader at the door opened the letter and did not like what it asks for.',
      network: '{policy}: no rule in {field} matches the request.',
    },
    'Add to {field} of {policy}: {suggested}.',
  ],
  'np.ciliumName': [
    {
      office: 'The operator on the line to the directory does not pass this name on.',
      network: '{policy}: {field} does not list {suggested}, so the question is refused.',
    },
    'Add to {field} of {policy}: matchName {suggested}.',
  ],
};
