// kubectl, verb by verb: what changes the world gives an Edit, what only looks says so.
import { type Command, type CommandAnswer, type CommandPlace, refuse, said } from './commandTypes.ts';
import { type Given, readFlags, flagTable, type FlagTable, one } from './flagTable.ts';
import { applyFiles, createObject, deleteFiles, runPod } from './kubectlCreate.ts';
import { annotateObjects, deleteObjects, labelObjects, scaleObjects, setFields } from './kubectlChange.ts';
import { exposeObject } from './kubectlExpose.ts';
import { patchObject } from './kubectlPatch.ts';
import { nearestWord } from '../nearest.ts';

export interface KubectlCall extends CommandPlace {
  /** Behind the verb. */
  readonly words: readonly string[];
  readonly given: Given;
  readonly input: string | undefined;
}

interface Verb {
  readonly flags: FlagTable;
  readonly run: (call: KubectlCall) => CommandAnswer;
}

const COMMON =
  'namespace,n= context= cluster= user= kubeconfig= request-timeout= v= output,o= field-manager= validate= dry-run= show-managed-fields template= save-config record warnings-as-errors';
const CHOOSE = `${COMMON} selector,l= all all-namespaces,A local list field-selector=`;

function verb(flags: string, run: Verb['run']): Verb {
  return { flags: flagTable(flags), run };
}

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['apply', verb(`${COMMON} filename,f* recursive,R server-side force-conflicts prune wait overwrite force`, applyFiles)],
  [
    'create',
    verb(
      `${COMMON} filename,f* recursive,R image* replicas,r= port= tcp* clusterip= node-port= external-name= class= rule* default-backend= annotation* key= cert=`,
      createObject,
    ),
  ],
  [
    'run',
    verb(`${COMMON} image= labels,l= port= env* restart= command rm stdin,i tty,t it quiet,q expose attach annotations*`, runPod),
  ],
  [
    'expose',
    verb(
      `${COMMON} selector= port= target-port= protocol= name= type= cluster-ip= external-ip= load-balancer-ip= session-affinity= labels,l= overrides= override-type=`,
      exposeObject,
    ),
  ],
  ['label', verb(`${CHOOSE} overwrite resource-version=`, labelObjects)],
  ['annotate', verb(`${CHOOSE} overwrite resource-version=`, annotateObjects)],
  [
    'delete',
    verb(`${CHOOSE} filename,f* recursive,R ignore-not-found now force grace-period= wait cascade= timeout=`, (call) =>
      call.given.values.has('filename') ? deleteFiles(call) : deleteObjects(call),
    ),
  ],
  ['scale', verb(`${CHOOSE} replicas= current-replicas= timeout= resource-version=`, scaleObjects)],
  ['set', verb(`${CHOOSE} resource-version=`, setFields)],
  ['patch', verb(`${COMMON} type= patch,p= patch-file= subresource= local`, patchObject)],
]);

const LOOKS =
  'get describe logs top explain exec port-forward proxy cp attach auth diff events wait api-resources api-versions cluster-info config version options completion plugin debug';
const LATER = 'rollout autoscale cordon uncordon drain taint certificate edit replace kustomize alpha';

/** Flags may come before the verb: `kubectl -n shop get …`. */
function verbOf(given: readonly string[]): { readonly name: string; readonly words: readonly string[] } {
  const table = flagTable(COMMON);
  let at = 0;
  while (at < given.length && (given[at] ?? '').startsWith('-')) {
    const flag = given[at] ?? '';
    at += table.get(flag)?.takes === 'one' ? 2 : 1;
  }
  return { name: given[at] ?? '', words: [...given.slice(0, at), ...given.slice(at + 1)] };
}

export function runKubectl(place: CommandPlace, command: Command): CommandAnswer {
  const { name, words } = verbOf(command.words.slice(1));
  if (name === '') return refuse('noVerb', { command: 'kubectl' });
  const known = VERBS.get(name);
  if (!known) {
    if (LOOKS.split(' ').includes(name)) return refuse('looksOnly', { command: `kubectl ${name}` });
    if (LATER.split(' ').includes(name)) return refuse('notSimulated', { command: `kubectl ${name}` });
    const near = nearestWord(name, [...VERBS.keys()]);
    return near === undefined
      ? refuse('unknownCommand', { command: `kubectl ${name.slice(0, 60)}` })
      : refuse('unknownCommandNear', { command: `kubectl ${name.slice(0, 60)}`, near: `kubectl ${near}` });
  }
  const given = readFlags(words, known.flags, { command: `kubectl ${name}`, abbreviated: false });
  if ('ok' in given) return given;
  const dry = one(given, 'dry-run');
  if (dry !== undefined && dry !== 'none' && dry !== 'false') return refuse('dryRun', { command: `kubectl ${name}` });
  const namespace = one(given, 'namespace');
  if (namespace !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    return said(`error: invalid namespace "${namespace.slice(0, 80)}"`);
  return known.run({ ...place, words: given.words, given, input: command.input });
}
