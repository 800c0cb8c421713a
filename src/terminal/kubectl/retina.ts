// kubectl retina capture create: a capture on the nodes or pods that are chosen (H-4): what each would write, and what it saw just now.
import { matchesSelectorText } from '../../manifest/commands/selectorText.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { type Call, type Done, fail, failWith, ok } from '../call.ts';
import { captureAt } from '../net/tcpdump.ts';
import { isDone, type KubectlCall, withFlags } from './flags.ts';
import { listItems, nameOf } from './items.ts';
import { labelsOf } from './columns.ts';

const FLAGS =
  'name= host-path= blob-upload= s3-bucket= s3-region= s3-endpoint= s3-access-key-id= s3-secret-access-key= pvc= node-selectors= node-names= pod-selectors= namespace-selectors= duration= max-size= packet-size= tcpdump-filter= pcap-filter= include-filter= exclude-filter= include-metadata= job-num-limit= no-wait= debug interfaces=';

export async function runRetina(call: Call): Promise<Done> {
  const [, , area = '', verb = ''] = call.words;
  if (area === 'version') return ok('v1.0.0');
  if (area !== 'capture') return failWith(call.shell, 'retina');
  if (verb === 'list') return ok(`No resources found in ${call.shell.state.namespace} namespace.`);
  if (verb !== 'create') return failWith(call.shell, 'retina');
  const read = withFlags({ ...call, words: ['kubectl', 'retina', ...call.words.slice(4)] }, 'retina capture create', FLAGS);
  if (isDone(read)) return read;
  const given = (name: string): string | undefined => one(read.given, name);
  const pods = given('pod-selectors');
  const namespaces = given('namespace-selectors');
  if (
    (pods !== undefined || namespaces !== undefined) &&
    (given('node-selectors') !== undefined || given('node-names') !== undefined)
  )
    return fail('Error: failed to create capture: NodeSelector/NodeNames is not compatible with NamespaceSelector/PodSelector');
  const nodes = await chosenNodes(read, { pods, namespaces });
  if ('code' in nodes) return nodes;
  if (nodes.names.length === 0) return fail('Error: no nodes are selected');
  const name = given('name') ?? 'retina-capture';
  const path = given('host-path') ?? '/mnt/retina/captures';
  // Its own log, without the time and the place in its source.
  // --pcap-filter has taken the older flag's place; both are read.
  const filter = given('pcap-filter') ?? given('tcpdump-filter') ?? '';
  const lines: string[] = [`level=info msg="The Parsed tcpdump filter is \\"${filter}\\""`];
  for (const node of nodes.names) {
    const seen = await captureAt(call.shell, {
      place: { kind: 'node', name: `node:${node}` },
      card: 'any',
      filter,
    });
    if ('code' in seen) return seen;
    lines.push(`level=info msg="Packet capture job is created" namespace=${read.namespace} capture job=${name}-${node}`);
    lines.push(call.shell.env.say('terminal.retinaSaw', { node, count: seen.lines.length }));
  }
  lines.push(
    `level=info msg="${given('no-wait') === 'false' ? 'All capture jobs are completed' : 'Please manually delete all capture jobs'}"`,
  );
  lines.push(call.shell.env.say('terminal.retinaFile', { path }));
  return ok(lines.join('\n'));
}

async function chosenNodes(
  call: KubectlCall,
  { pods, namespaces }: { readonly pods: string | undefined; readonly namespaces: string | undefined },
): Promise<{ readonly names: readonly string[] } | Done> {
  const { env } = call.shell;
  const matches = (selector: string, labels: Readonly<Record<string, string>>): boolean =>
    matchesSelectorText(selector, labels) === true;
  if (pods !== undefined || namespaces !== undefined) {
    const spaces = new Set(
      (await listItems('Namespace', env))
        .filter((item) => namespaces === undefined || matches(namespaces, labelsOf(item)))
        .map((item) => nameOf(item)),
    );
    const chosen = env.plan.pods.filter((pod) => spaces.has(pod.namespace) && (pods === undefined || matches(pods, pod.labels)));
    return { names: [...new Set(chosen.map(({ node }) => node))].filter((name) => name !== '').sort() };
  }
  const names = one(call.given, 'node-names')?.split(',');
  const selector = one(call.given, 'node-selectors') ?? 'kubernetes.io/os=linux';
  if (matchesSelectorText(selector, {}) === undefined)
    return fail(`Error: unable to parse requirement: ${selector.slice(0, 120)}`);
  const items = await listItems('Node', env);
  const found = items.filter((item) => (names === undefined ? matches(selector, labelsOf(item)) : names.includes(nameOf(item))));
  return { names: found.map((item) => nameOf(item)) };
}
