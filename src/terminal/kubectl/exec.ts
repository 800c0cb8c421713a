// kubectl exec, run -it, debug, logs, port-forward: what is done inside a pod or on a node.
import { one } from '../../manifest/commands/flagTable.ts';
import { type Call, type Done, fail, failWith, ok } from '../call.ts';
import { listAt, textAt } from '../plainRead.ts';
import { flowsOf } from '../net/tcpdump.ts';
import { enter, isShell, runAt } from '../places.ts';
import type { Place, Plain } from '../types.ts';
import { agicLog, isAgicController } from '../az/gateways.ts';
import { accessLog, isNginxController } from './accessLog.ts';
import { isDone, type KubectlCall, withFlags } from './flags.ts';
import { listItems, nameOf, namespaceOf } from './items.ts';
import { readKind } from './kinds.ts';

const EXEC_FLAGS = 'stdin,i tty,t container,c= quiet,q filename,f= pod-running-timeout=';

/** `POD`, `pod/POD`, `deploy/NAME`, `svc/NAME`: the first pod of it. */
async function findPod(call: KubectlCall, text: string): Promise<Plain | Done> {
  const pods = (await listItems('Pod', call.shell.env)).filter((pod) => namespaceOf(pod) === call.namespace);
  const [kindText = '', name] = text.includes('/') ? text.split('/') : ['pod', text];
  const read = readKind(kindText);
  if (!read.ok) return fail(`error: the server doesn't have a resource type "${kindText.slice(0, 80)}"`);
  if (read.kind === 'Pod') {
    const pod = pods.find((item) => nameOf(item) === name);
    return pod ?? fail(`Error from server (NotFound): pods "${(name ?? '').slice(0, 120)}" not found`);
  }
  const { plan } = call.shell.env;
  const chosen = pods.find((pod) => {
    const key = `${namespaceOf(pod)}/${nameOf(pod)}`;
    const entry = plan.pods.find((item) => `${item.namespace}/${item.name}` === key);
    if (read.kind === 'Service')
      return plan.services.some((item) => item.namespace === call.namespace && item.name === name && item.selected.includes(key));
    return entry?.owner === `${read.kind}/${call.namespace}/${name ?? ''}`;
  });
  return chosen ?? fail(`error: unable to find a pod for ${text.slice(0, 120)}`);
}

function podPlace(pod: Plain): Place {
  return { kind: 'pod', name: `${namespaceOf(pod)}/${nameOf(pod)}` };
}

export async function runExec(call: Call): Promise<Done> {
  const read = withFlags({ ...call, words: beforeDashes(call.words) }, 'exec', EXEC_FLAGS);
  if (isDone(read)) return read;
  const dashes = call.words.indexOf('--');
  const command = dashes < 0 ? read.plain.slice(1) : call.words.slice(dashes + 1);
  const [target] = read.plain;
  if (target === undefined) return fail('error: pod or type/name must be specified');
  if (command.length === 0) return fail('error: you must specify at least one command for the container');
  const pod = await findPod(read, target);
  if ('code' in pod && 'out' in pod) return pod as Done;
  const container = one(read.given, 'container');
  if (container !== undefined && !listAt(pod, 'spec', 'containers').some((item) => textAt(item, 'name') === container))
    return fail(
      `Error from server (BadRequest): container ${container.slice(0, 63)} is not valid for pod ${nameOf(pod as Plain)}`,
    );
  const isPlaced = call.shell.env.plan.pods.some(
    (item) => item.namespace === namespaceOf(pod as Plain) && item.name === nameOf(pod as Plain),
  );
  if (!isPlaced || textAt(pod, 'status', 'podIP') === '')
    return textAt(pod, 'status', 'phase') === 'Running'
      ? failWith(call.shell, 'installedPod', { pod: nameOf(pod as Plain) })
      : fail(`Error from server (BadRequest): pod ${nameOf(pod as Plain)} does not have a host assigned`);
  return isShell(command)
    ? enter(call.shell, podPlace(pod as Plain))
    : runAt(call.shell, podPlace(pod as Plain), { words: command, input: call.input });
}

function beforeDashes(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--');
  return at < 0 ? words : words.slice(0, at);
}

const DEBUG_FLAGS =
  'stdin,i tty,t image= container,c= target= copy-to= profile= share-processes quiet,q attach env* replace same-node';

/** `kubectl debug node/NAME -it --image=…` is a shell in the node's own network; of a pod, a container in the pod's. */
export async function runDebug(call: Call): Promise<Done> {
  const read = withFlags({ ...call, words: beforeDashes(call.words) }, 'debug', DEBUG_FLAGS);
  if (isDone(read)) return read;
  const dashes = call.words.indexOf('--');
  const command = dashes < 0 ? read.plain.slice(1) : call.words.slice(dashes + 1);
  const [target = ''] = read.plain;
  if (target === '') return fail('error: NAME or TYPE/NAME is required for debug');
  if (!read.given.values.has('image') && !read.given.values.has('copy-to'))
    return fail('error: you must specify --image or --copy-to');
  const node = /^(?:no|node|nodes)\/(.+)$/.exec(target)?.[1];
  let place: Place;
  let told: string;
  if (node === undefined) {
    const pod = await findPod(read, target);
    if ('out' in pod) return pod as Done;
    place = podPlace(pod);
    told = `Defaulting debug container name to debugger-x7k2p.\n`;
  } else {
    if (!call.shell.env.plan.nodes.some(({ name }) => name === node))
      return fail(`Error from server (NotFound): nodes "${node.slice(0, 120)}" not found`);
    place = { kind: 'node', name: `node:${node}` };
    told = `Creating debugging pod node-debugger-${node}-x7k2p with container debugger on node ${node}.\n`;
  }
  const rest = command[0] === 'chroot' ? command.slice(2) : command;
  const done =
    rest.length === 0 || isShell(rest)
      ? enter(call.shell, place)
      : await runAt(call.shell, place, { words: rest, input: call.input });
  return { ...done, before: `${told}${done.before ?? ''}` };
}

/** What applications write is not simulated; what they would have heard can be captured. */
export async function runLogs(call: Call): Promise<Done> {
  const read = withFlags(
    call,
    'logs',
    'follow,f previous,p tail= since= since-time= timestamps container,c= all-containers prefix limit-bytes= max-log-requests= ignore-errors',
  );
  if (isDone(read)) return read;
  const [target] = read.plain;
  if (target === undefined)
    return fail(
      "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples",
    );
  const pod = await findPod(read, target);
  if ('out' in pod) return pod as Done;
  const name = `${namespaceOf(pod)}/${nameOf(pod)}`;
  if (isAgicController(pod)) return ok(tailOf(await agicLog(call.shell), read).join('\n'));
  if (!isNginxController(pod)) return failWith(call.shell, 'logs', { pod: name });
  const lines = await accessLog(call.shell, name);
  return lines.length === 0
    ? failWith(call.shell, flowsOf(call.shell).length === 0 ? 'nothingSent' : 'nothingSeen')
    : ok(tailOf(lines, read).join('\n'));
}

function tailOf(lines: readonly string[], { given }: KubectlCall): readonly string[] {
  const tail = Number(one(given, 'tail') ?? '-1');
  return tail > 0 ? lines.slice(-tail) : lines;
}

export async function runPortForward(call: Call): Promise<Done> {
  const read = withFlags(call, 'port-forward', 'address= pod-running-timeout=');
  if (isDone(read)) return read;
  const [target, ports] = read.plain;
  if (target === undefined || ports === undefined)
    return fail(
      "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples",
    );
  const pod = await findPod(read, target);
  return 'out' in pod ? (pod as Done) : failWith(call.shell, 'portForward', { pod: `${namespaceOf(pod)}/${nameOf(pod)}` });
}
