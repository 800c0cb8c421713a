// kubectl verbs that change the world: the edit by the manifests' reader, the answer in kubectl's words, `--dry-run` without the edit.
import type { Edit } from '../../engine/edit/edit.ts';
import { findObject, type NetworkSpec, refOf } from '../../engine/model/spec.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { type Call, type Done, fail, failWith, ok } from '../call.ts';
import { tlsSecret } from '../certificates.ts';
import { askChange, leavesOf } from '../changing.ts';
import { yamlText } from '../yamlText.ts';
import { sortedKeys } from './get.ts';
import { typeName } from './kinds.ts';

const WORDS: Readonly<Record<string, string>> = {
  create: 'created',
  run: 'created',
  expose: 'exposed',
  label: 'labeled',
  annotate: 'annotated',
  scale: 'scaled',
  patch: 'patched',
  replace: 'replaced',
};

export async function runChange(call: Call): Promise<Done> {
  const { shell } = call;
  const verb = call.words[1] ?? '';
  const { words, dry, output } = readOptions(call);
  if (
    words.some(
      (word, index) =>
        /^https?:\/\//.test(word.replace(/^(?:-f|--filename)=?/, '')) && /^(?:-f|--filename)/.test(words[index - 1] ?? word),
    )
  )
    return failWith(shell, 'noFetch');
  const secret = verb === 'create' && words.slice(2, 4).join(' ') === 'secret tls' ? tlsSecret({ ...call, words }) : undefined;
  if (secret && 'code' in secret) return secret;
  const asked = secret ? await askChange(shell, asCreate(words), secret.text) : await askChange(shell, words, call.input);
  if ('code' in asked) return asked;
  const made = madeByWorkload(call, asked.edits);
  if (made) return fail(shell.env.say('command.madeByWorkload', made));
  if (dry && (output === 'yaml' || output === 'json')) return dryText(call, asked.edits, output);
  const lines = messages(shell.env.spec, { verb, words: call.words, edits: asked.edits });
  if (!dry) shell.edits.push(...asked.edits);
  if (asked.edits.length === 0 && lines.length === 0) return ok(unchanged(verb, call.words));
  const mark = dry ? ` (${dry === 'server' ? 'server dry run' : 'dry run'})` : '';
  return ok(lines.map((line) => `${output === 'name' ? (line.split(' ')[0] ?? '') : line}${mark}\n`).join(''));
}

/** A pod that a workload made is not written down by itself: it would stand beside the one that is there. */
function madeByWorkload({ shell }: Call, edits: readonly Edit[]): { readonly name: string; readonly owner: string } | undefined {
  const { plan, spec } = shell.env;
  for (const leaf of edits.flatMap((edit) => leavesOf(edit))) {
    if (leaf.type !== 'putObject' || leaf.resource.kind !== 'Pod' || findObject(spec, refOf(leaf.resource))) continue;
    const { name, namespace } = leaf.resource.metadata;
    const owner = plan.pods.find((pod) => pod.namespace === namespace && pod.name === name)?.owner;
    if (owner === undefined) continue;
    const [kind = '', , workload = ''] = owner.split('/');
    return { name, owner: `${kind.toLowerCase()}/${workload}` };
  }
  return undefined;
}

/** The same namespace, the manifest from what comes in. */
function asCreate(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => word === '-n' || word === '--namespace');
  const joined = words.filter((word) => /^(?:--namespace=|-n[a-z0-9=])/.test(word));
  return ['kubectl', 'create', '-f', '-', ...(at < 0 ? joined : ['--namespace', words[at + 1] ?? ''])];
}

/** `--dry-run` and `-o` are told here; a namespace that is set goes along; `replace` is an apply that must find what it replaces. */
function readOptions(call: Call): { readonly words: readonly string[]; readonly dry: string; readonly output: string } {
  const words: string[] = [];
  let dry = '';
  let output = '';
  const given = call.words;
  for (let index = 0; index < given.length; index++) {
    const word = given[index] ?? '';
    const joined = /^(?:-o=?|--output=)(.+)$/.exec(word)?.[1];
    if (/^--dry-run(?:=|$)/.test(word)) dry = word.slice('--dry-run='.length) || 'client';
    else if (word === '-o' || word === '--output') output = given[++index] ?? '';
    else if (joined !== undefined && word !== '-o') output = joined;
    else words.push(index === 1 && word === 'replace' ? 'apply' : word);
  }
  const named = words.some((word) => /^(?:-n|--namespace)(?:=|$)/.test(word) || /^-n[a-z0-9]/.test(word));
  const { namespace } = call.shell.state;
  if (!named && namespace !== 'default') words.splice(2, 0, '--namespace', namespace);
  return { words, dry: dry === 'none' || dry === 'false' ? '' : dry, output };
}

async function dryText({ shell }: Call, edits: readonly Edit[], output: string): Promise<Done> {
  const resources = edits.flatMap((edit) => leavesOf(edit)).flatMap((leaf) => (leaf.type === 'putObject' ? leaf.resource : []));
  const plain = await shell.env.port.plain(resources);
  const [only] = plain;
  if (only === undefined) return fail('error: nothing to print');
  const value = plain.length === 1 ? only : { apiVersion: 'v1', items: plain, kind: 'List', metadata: {} };
  return ok(output === 'yaml' ? yamlText(value) : `${JSON.stringify(sortedKeys(value), undefined, 4)}\n`);
}

function messages(
  spec: NetworkSpec,
  { verb, words, edits }: { readonly verb: string; readonly words: readonly string[]; readonly edits: readonly Edit[] },
): string[] {
  const leaves = edits.flatMap((edit) => leavesOf(edit));
  const whole = leaves.find((leaf) => leaf.type === 'removeObject' && leaf.ref.kind === 'Namespace');
  return (verb === 'delete' && whole ? [whole] : leaves).flatMap((leaf) => {
    if (leaf.type === 'answer') return [];
    if (leaf.type === 'putNetwork') return `network.cidr.house/${leaf.network.metadata.name} configured`;
    if (leaf.type === 'removeObject') {
      const { kind, name, namespace } = leaf.ref;
      return `${typeName(kind)} "${name}" deleted${namespace === '' ? '' : ` from ${namespace} namespace`}`;
    }
    const { resource } = leaf;
    const name = `${typeName(resource.kind)}/${resource.metadata.name}`;
    const before = findObject(spec, refOf(resource));
    if (verb === 'set') return `${name} ${words[2] ?? ''} updated`;
    if (verb === 'apply')
      return `${name} ${before === undefined ? 'created' : sameValue(before, resource) ? 'unchanged' : 'configured'}`;
    return `${name} ${WORDS[verb] ?? 'configured'}`;
  });
}

/** What kubectl says where the wish is so already. */
function unchanged(verb: string, words: readonly string[]): string {
  const target = words.slice(2).filter((word) => !word.startsWith('-'));
  const name = (target[0] ?? '').includes('/') ? (target[0] ?? '') : target.slice(0, 2).join('/');
  if (verb === 'label' || verb === 'annotate') return `${name} not ${WORDS[verb] ?? ''}`;
  if (verb === 'patch') return `${name} patched (no change)`;
  return verb === 'delete' ? 'No resources found' : '';
}
