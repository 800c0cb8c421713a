// Every command and option of the command line, as data: parsing, help and docs/commands.md follow this table.
import { CLUSTER_MODES } from '../engine/edit/clusterMode.ts';
import { COMMON_OPTIONS, type CommandSpec, type OptionSpec } from './arguments.ts';

const PREFIX = 'npm run -s cli --';
const WORLD_HELP = [
  'WORLD is a YAML or JSON file, several files, a folder (every *.yaml, *.yml and *.json below it), or - for standard input.',
  'Manifests without a Network document run in a default AKS cluster: Azure CNI Overlay, three nodes, the letter of Kubernetes for policies.',
];

const OUTBOUND_TYPES = [
  'loadBalancer',
  'managedNATGateway',
  'userAssignedNATGateway',
  'userDefinedRouting',
  'none',
  'block',
] as const;

const JSON_OPTION: OptionSpec = { name: 'json', help: 'print the answer as JSON' };
const POLICY_OPTION: OptionSpec = {
  name: 'policy',
  value: 'ENGINE',
  choices: ['none', 'azure', 'calico', 'cilium', 'spec'],
  help: 'judge NetworkPolicy as this engine does: none, azure, calico, cilium or spec',
};
const SEED_OPTION: OptionSpec = { name: 'seed', value: 'NUMBER', help: 'choice of backends and ports by hash (default 1)' };

const FROM_OPTION: OptionSpec = { name: 'from', value: 'SENDER', help: 'who sends' };
const TO_OPTION: OptionSpec = { name: 'to', value: 'RECEIVER', help: 'where to' };
const CAPTURE_OPTIONS: readonly OptionSpec[] = [
  { name: 'at', value: 'POINT', help: 'capture at this place alone' },
  { name: 'filter', value: 'EXPRESSION', help: 'keep what this filter of tcpdump passes' },
];

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'trace',
    usage: `${PREFIX} trace WORLD --from SENDER --to RECEIVER [--json] [--policy ENGINE] [--seed NUMBER]`,
    summary: 'follow one packet, hop by hop, and its reply',
    details: [
      ...WORLD_HELP,
      'SENDER: ns/pod, ns/deploy/NAME, node:NAME, vm:NAME, onprem:NAME, internet:NAME, or an address.',
      'RECEIVER: a URL, ns/service:port, pod:ns/name:port, IP:port[/udp], or NAME:port as the sender would resolve it.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [FROM_OPTION, TO_OPTION, JSON_OPTION, POLICY_OPTION, SEED_OPTION],
    examples: [
      `${PREFIX} trace shop.yaml --from shop/web --to http://api.shop:8080/`,
      `kubectl get pods,svc,netpol -A -o yaml | ${PREFIX} trace - --from shop/web-0 --to data/db:5432`,
    ],
  },
  {
    name: 'capture',
    usage: `${PREFIX} capture WORLD --from SENDER --to RECEIVER [--at POINT] [--filter EXPRESSION] [--json] [--policy ENGINE] [--seed NUMBER]`,
    summary: 'print what tcpdump shows at an interface that the flow passes',
    details: [
      ...WORLD_HELP,
      'SENDER and RECEIVER as of trace. POINT: ns/pod, a node, a machine, a host, a gateway; absent, every one that sees a packet.',
      'EXPRESSION: the filter language of tcpdump, such as "tcp port 80 and tcp[tcpflags] & tcp-syn != 0".',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [FROM_OPTION, TO_OPTION, ...CAPTURE_OPTIONS, JSON_OPTION, POLICY_OPTION, SEED_OPTION],
    examples: [`${PREFIX} capture shop.yaml --from shop/web --to http://api.shop:8080/ --at node-0 --filter 'not port 53'`],
  },
  {
    name: 'why',
    usage: `${PREFIX} why WORLD --from SENDER --to RECEIVER [--want delivered|blocked] [--json] [--policy ENGINE]`,
    summary: 'find the smallest edits that would turn a verdict',
    details: [
      ...WORLD_HELP,
      'SENDER and RECEIVER as in trace. Without --want: the other verdict than the one the flow has now.',
      'Each answer has been run on a copy of the world. Exit code 1: none was found.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'from', value: 'SENDER', help: 'who sends' },
      { name: 'to', value: 'RECEIVER', help: 'where to' },
      { name: 'want', value: 'VERDICT', choices: ['delivered', 'blocked'], help: 'delivered or blocked' },
      JSON_OPTION,
      POLICY_OPTION,
    ],
    examples: [`${PREFIX} why shop.yaml --from shop/web --to http://api.shop:8080/`],
  },
  {
    name: 'diff',
    usage: `${PREFIX} diff WORLD_A WORLD_B [--fail-on gained|lost|any] [--json] [--policy ENGINE]`,
    summary: 'list the flows that one world has and the other lacks',
    details: [
      'WORLD_A, WORLD_B: a YAML or JSON file, a folder, or - for standard input (once).',
      'Every pair of pods, Services by name, load balancer and node port frontends, and the named hosts outside.',
      'Exit code 1: --fail-on is given and there is such a flow.',
    ],
    words: { least: 2, most: 2, names: 'a WORLD_A and a WORLD_B' },
    options: [
      {
        name: 'fail-on',
        value: 'WHAT',
        choices: ['gained', 'lost', 'any'],
        help: 'exit with 1 on flows gained, lost, or any difference',
      },
      JSON_OPTION,
      POLICY_OPTION,
    ],
    examples: [`${PREFIX} diff main/ branch/ --fail-on gained`],
  },
  {
    name: 'compare',
    usage: `${PREFIX} compare WORLD [--modes MODE,MODE,…] [--json] [--policy ENGINE]`,
    summary: 'put the same workload into several CNI modes, side by side',
    details: [
      ...WORLD_HELP,
      `MODE: ${CLUSTER_MODES.join(', ')}. Without --modes: kubenet, nodeSubnet, podSubnetDynamic, overlay, overlayCilium.`,
      'Addresses, nodes, pods without a place, whose address receivers see, who may call a pod, ceilings, limits, flows gained and lost.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [{ name: 'modes', value: 'MODES', help: 'modes with commas between them' }, JSON_OPTION, POLICY_OPTION],
    examples: [`${PREFIX} compare shop.yaml --modes nodeSubnet,overlay`],
  },
  {
    name: 'migrate',
    usage: `${PREFIX} migrate WORLD (--to MODE | --outbound-type TYPE) [--json] [--policy ENGINE]`,
    summary: 'say whether a live cluster may change its CNI mode or its outbound type',
    details: [...WORLD_HELP, 'Steps, what stands in the way, what happens to what runs. Exit code 1: it is not allowed.'],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'to', value: 'MODE', choices: CLUSTER_MODES, help: CLUSTER_MODES.join(', ') },
      { name: 'outbound-type', value: 'TYPE', choices: OUTBOUND_TYPES, help: OUTBOUND_TYPES.join(', ') },
      JSON_OPTION,
      POLICY_OPTION,
    ],
    examples: [`${PREFIX} migrate shop.yaml --to overlayCilium`],
  },
  {
    name: 'exposure',
    usage: `${PREFIX} exposure WORLD [--needs FILE] [--pod NS/POD] [--depth NUMBER] [--json] [--policy ENGINE]`,
    summary: 'count what is open and nobody needs, and how far one pod reaches',
    details: [
      ...WORLD_HELP,
      'FILE has one need a line, "SENDER > RECEIVER", spelled as in trace and with ns/deploy/NAME and ns/* as senders; # begins a remark.',
      'Exit code 1: a need is not met.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'needs', value: 'FILE', help: 'flows that must be open' },
      { name: 'pod', value: 'NS/POD', help: 'whose blast radius, step by step' },
      { name: 'depth', value: 'NUMBER', help: 'steps of the blast radius (default 3)' },
      JSON_OPTION,
      POLICY_OPTION,
    ],
    examples: [`${PREFIX} exposure shop.yaml --needs needs.txt --pod shop/web-0`],
  },
  {
    name: 'apply',
    usage: `${PREFIX} apply WORLD (--do COMMANDS | --script FILE) [--diff] [--json]`,
    summary: 'type kubectl and az commands, and see the world after them',
    details: [
      ...WORLD_HELP,
      'COMMANDS: what one types at a shell: kubectl apply, create, run, expose, label, annotate, delete, scale, set, patch; az network …, az aks ….',
      'The answer is the new world, byte for byte as it was where nothing changed; with --diff, the commands from the old world to the new.',
      'Exit code 1: a command was refused, and the sentence says why; nothing after it has run.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'do', value: 'COMMANDS', help: 'one line, or several with ; or && between them' },
      { name: 'script', value: 'FILE', help: 'a shell script of such commands, or - for standard input' },
      { name: 'diff', help: 'print what changed, as commands' },
      JSON_OPTION,
    ],
    examples: [`${PREFIX} apply shop.yaml --do 'kubectl label pod web -n shop tier=front --overwrite'`],
  },
  {
    name: 'service',
    usage: `${PREFIX} service WORLD --name NAMESPACE/NAME [--json] [--policy ENGINE]`,
    summary: 'show the load balancer of one Service: rules, probe, pool and why',
    details: WORLD_HELP,
    words: { least: 1, names: 'a WORLD' },
    options: [{ name: 'name', value: 'NAMESPACE/NAME', help: 'the Service' }, JSON_OPTION, POLICY_OPTION],
    examples: [`${PREFIX} service shop.yaml --name shop/web`],
  },
  {
    name: 'cost',
    usage: `${PREFIX} cost WORLD [--json]`,
    summary: 'weigh what the world costs an hour, by object; illustrative',
    details: [...WORLD_HELP, 'Weights to compare two designs with, never a quotation. Traffic is left out.'],
    words: { least: 1, names: 'a WORLD' },
    options: [JSON_OPTION],
    examples: [`${PREFIX} cost shop.yaml`],
  },
  {
    name: 'routes',
    usage: `${PREFIX} routes WORLD --subnet NAME [--rules] [--machine NAME] [--json]`,
    summary: 'list the effective routes of a subnet, and the security rules that stand there',
    details: [
      ...WORLD_HELP,
      'As az network nic show-effective-route-table prints them: source, state, prefix, next hop.',
      'An Invalid route has another one in its place. --rules adds the groups, in the order in which their rules are asked.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'subnet', value: 'NAME', help: 'whose routes; VNET/SUBNET where several have the name' },
      { name: 'rules', help: 'add the rules of its network security group' },
      { name: 'machine', value: 'NAME', help: "add the rules of this machine's own interface too" },
      JSON_OPTION,
    ],
    examples: [`${PREFIX} routes shop.yaml --subnet snet-nodes --rules`],
  },
  {
    name: 'check',
    usage: `${PREFIX} check WORLD [--json] [--policy ENGINE]`,
    summary: 'report mistakes, addresses used and left, and pods without a place',
    details: WORLD_HELP,
    words: { least: 1, names: 'a WORLD' },
    options: [JSON_OPTION, POLICY_OPTION],
    examples: [`${PREFIX} check manifests/`],
  },
  {
    name: 'matrix',
    usage: `${PREFIX} matrix WORLD [--ports 80/TCP,53/UDP] [--json] [--policy ENGINE]`,
    summary: 'show which pod reaches which pod, port by port',
    details: [...WORLD_HELP, 'Without --ports: every port that some pod listens on.'],
    words: { least: 1, names: 'a WORLD' },
    options: [{ name: 'ports', value: 'LIST', help: 'ports to ask about, such as 80/TCP,53/UDP' }, JSON_OPTION, POLICY_OPTION],
    examples: [`${PREFIX} matrix shop.yaml --ports 8080/TCP`],
  },
  {
    name: 'load',
    usage: `${PREFIX} load WORLD --plan FILE [--json] [--policy ENGINE] [--seed NUMBER]`,
    summary: 'run many connections over virtual time: spread, SNAT ports, idle timeouts, roll-outs',
    details: [...WORLD_HELP, 'FILE: a load plan in YAML; docs/commands.md has its fields.'],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'plan', value: 'FILE', help: 'what is sent, and what happens meanwhile' },
      JSON_OPTION,
      POLICY_OPTION,
      { ...SEED_OPTION, help: 'another seed than the one of the plan' },
    ],
    examples: [`${PREFIX} load shop.yaml --plan peak.yaml`],
  },
  {
    name: 'conformance',
    usage: `${PREFIX} conformance [FILE…]`,
    summary: 'run conformance cases: one JSON line a case, then a summary',
    details: [
      'FILE: a case file (format cidr-house-conformance/1) of kind netpol, service, azure or routing.',
      'Without FILE: every case file under tests/conformance.',
    ],
    words: { least: 0, names: 'case files' },
    options: [{ name: 'json', help: 'changes nothing: the answer is JSON lines in any case' }],
    examples: [`${PREFIX} conformance`, `${PREFIX} conformance my-cases.json`],
  },
  {
    name: 'grade',
    usage: `${PREFIX} grade LEVEL LINK|FOLDER [--json]`,
    summary: 'judge a solution of a level: goals, stars, scores',
    details: [
      'LEVEL: the name of a folder under levels/, or a path to one.',
      'LINK: a share link, or a file that holds one. FOLDER: manifests that are applied over the start of the level.',
    ],
    words: { least: 2, most: 2, names: 'a LEVEL and a LINK or FOLDER' },
    options: [JSON_OPTION],
    examples: [
      `${PREFIX} grade 010-the-first-letter 'https://example.org/level/010-the-first-letter/#s=1.AQI…'`,
      `${PREFIX} grade 010-the-first-letter my-solution/ --json`,
    ],
  },
  {
    name: 'level',
    usage: `${PREFIX} level check FILE|LINK [--json]`,
    summary: 'may a level that was made in the game be handed on?',
    details: [
      'FILE: a level as the builder writes it (JSON or YAML, 256 KB at most), or - for standard input. LINK: a level link (#l=1.…).',
      'Refused (exit code 1): already won, not won by its own solution, or won by opening everything. Else its par and its link.',
    ],
    words: { least: 2, most: 2, names: 'the word check and a FILE or LINK' },
    options: [JSON_OPTION],
    examples: [`${PREFIX} level check my-level.yaml`, `${PREFIX} level check 'https://example.org/made/#l=1.AQI…' --json`],
  },
  {
    name: 'export',
    usage: `${PREFIX} export WORLD --as FORMAT [--since WORLD_A] [--from SENDER --to RECEIVER] [--out FILE]`,
    summary: 'write a world as YAML, kubectl or az commands or Bicep, or a capture as pcapng',
    details: [
      ...WORLD_HELP,
      'FORMAT: yaml (one multi-document file), kubectl or az (a shell script), bicep, or pcapng (packets for Wireshark: needs --from and --to, as capture does).',
      'With --since WORLD_A: az, or patch (kubectl patches), writes the commands that turn WORLD_A into WORLD.',
    ],
    words: { least: 1, names: 'a WORLD' },
    options: [
      { name: 'as', value: 'FORMAT', help: 'yaml, kubectl, patch, az, bicep or pcapng' },
      { name: 'since', value: 'WORLD_A', help: 'write only what turns this world into WORLD (az, patch)' },
      { name: 'out', value: 'FILE', help: 'where pcapng goes; standard output when absent' },
      FROM_OPTION,
      TO_OPTION,
      ...CAPTURE_OPTIONS,
      POLICY_OPTION,
      SEED_OPTION,
    ],
    examples: [
      `${PREFIX} export manifests/ --as kubectl > apply.sh`,
      `${PREFIX} export manifests/ --as pcapng --from shop/web --to api.shop:80 --out talk.pcapng`,
    ],
  },
];

export function generalHelp(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'CIDR House: AKS networking, answered by the engine of the game.',
    '',
    `Usage: ${PREFIX} COMMAND …`,
    '',
    ...lines,
    '',
    `${PREFIX} COMMAND --help says more. Exit code: 0 answered, 1 the answer is no, 2 the input could not be used.`,
    '',
  ].join('\n');
}

export function commandHelp(spec: CommandSpec): string {
  const rows = [...spec.options, ...COMMON_OPTIONS].map((option): readonly [string, string] => [
    `--${option.name}${'value' in option && option.value !== undefined ? ` ${option.value}` : ''}`,
    option.help,
  ]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `${spec.name}: ${spec.summary}.`,
    '',
    `Usage: ${spec.usage}`,
    '',
    ...spec.details,
    '',
    ...rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`),
    '',
    ...spec.examples.map((example) => `Example: ${example}`),
    '',
  ].join('\n');
}
