// kubectl, verb by verb: who answers what.
import { nearestWord } from '../../manifest/nearest.ts';
import { type Call, type Done, fail, failWith, ok, type Run } from '../call.ts';
import { runChange } from './changes.ts';
import { runDescribe } from './describe.ts';
import { runDebug, runExec, runLogs, runPortForward } from './exec.ts';
import { runExplain } from './explain.ts';
import { runGet } from './get.ts';
import { runApiResources, runAuth, runClusterInfo, runConfig, runRollout, runVersion, runWait } from './misc.ts';
import { runRetina } from './retina.ts';

const CHANGING = 'apply create run expose label annotate delete scale set patch replace';
const LATER =
  'top attach cp proxy edit autoscale cordon uncordon drain taint certificate kustomize plugin completion diff events options';

/** What to use instead is known. */
const SAID_OF: ReadonlySet<string> = new Set(['top', 'edit', 'diff', 'events', 'drain', 'cordon']);

const VERBS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['get', runGet],
  ['describe', runDescribe],
  ['explain', runExplain],
  ['exec', runExec],
  ['debug', runDebug],
  ['logs', runLogs],
  ['port-forward', runPortForward],
  ['config', runConfig],
  ['auth', runAuth],
  ['cluster-info', runClusterInfo],
  ['version', runVersion],
  ['api-resources', runApiResources],
  ['rollout', runRollout],
  ['wait', runWait],
  ['retina', runRetina],
  ...CHANGING.split(' ').map((verb) => [verb, runChange] as const),
]);

export function kubectlVerbs(): readonly string[] {
  return [
    ...'api-resources auth cluster-info config debug describe exec explain get logs port-forward retina rollout version wait'.split(
      ' ',
    ),
    ...CHANGING.split(' '),
  ].sort();
}

export async function runKubectl(call: Call): Promise<Done> {
  const words = verbFirst(call.words);
  const verb = words[1] ?? '';
  const run = VERBS.get(verb);
  if (run) {
    if (words.some((word, index) => word === '--help' && (words.indexOf('--') < 0 || index < words.indexOf('--'))))
      return failWith(call.shell, 'helpOf', { command: `kubectl ${verb}` });
    return run({ ...call, words });
  }
  if (verb === '' || verb === 'help' || verb === '--help' || verb === '-h')
    return ok(call.shell.env.say('terminal.help.kubectl', { verbs: kubectlVerbs().join(' ') }));
  if (LATER.split(' ').includes(verb))
    return failWith(call.shell, SAID_OF.has(verb) ? `later.${verb}` : 'later.other', { command: `kubectl ${verb}` });
  const near = nearestWord(verb, kubectlVerbs());
  return fail(
    `error: unknown command "${verb.slice(0, 60)}" for "kubectl"${near === undefined ? '' : `\n\nDid you mean this?\n\t${near}`}`,
  );
}

/** Flags may come before the verb: `kubectl -n shop get …`. */
function verbFirst(words: readonly string[]): readonly string[] {
  let at = 1;
  while (at < words.length && (words[at] ?? '').startsWith('-') && !/^(?:-h|--help)$/.test(words[at] ?? ''))
    at += /^(?:-n|--namespace|--context|--kubeconfig|--user|--cluster|-v|--request-timeout)$/.test(words[at] ?? '') ? 2 : 1;
  return at === 1 ? words : [words[0] ?? '', words[at] ?? '', ...words.slice(1, at), ...words.slice(at + 1)];
}
