// What overlays of the board ask the engine: which pods a policy or Service selects while it is typed or chosen, and whom the chosen pod
// reaches. Asked again when selection, drafts or document change; answers that come too late are dropped.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import { listObjects, type NetworkSpec, type ObjectRef, refOf } from '../engine/model/spec.ts';
import type { SelectionQuestion } from '../engine/report/selection.ts';
import type { Context } from './context.ts';
import type { AppState, Marked, Reader } from './state.ts';

/** Typing rests this long before its text is read. */
const REST_MS = 150;
const MOST_REACHED = 2000;
const MOST_POLICIES = 60;

export function watchOverlays(context: Context): void {
  const { store } = context;
  let markTurn = 0;
  let reachTurn = 0;
  let typed: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reachTimer: ReturnType<typeof setTimeout> | undefined;

  const mark = async (): Promise<void> => {
    const turn = ++markTurn;
    const state = store.getState();
    const draft = typed === undefined ? undefined : state.session.drafts[typed];
    const marked =
      typed !== undefined && draft !== undefined ? await markDraft(context, typed, draft) : await markSelection(context, state);
    if (turn !== markTurn) return;
    if (marked !== undefined || store.getState().results.marked !== undefined) context.setResults({ marked });
  };
  const reach = async (): Promise<void> => {
    const turn = ++reachTurn;
    const { session, document } = store.getState();
    const pod = podOf(session.selection) ?? '';
    const answer = await context.services.engine.blastRadius({ revision: document.revision, pod, depth: 6, most: MOST_REACHED });
    if (turn === reachTurn) context.setResults(answer.ok ? { spread: answer.value } : { reachRefused: answer.code !== 'stale' });
  };

  let readTurn = 0;
  const read = async (): Promise<void> => {
    const turn = ++readTurn;
    const readers = await findReaders(context, store.getState());
    if (turn !== readTurn) return;
    if (readers.length > 0 || store.getState().results.readers) context.setResults({ readers });
  };

  store.subscribe((state, old) => {
    const { session, results } = state;
    const compiled = results.compiled !== old.results.compiled;
    if (compiled) void read();
    const opened = state.document.start !== old.document.start;
    if (opened) typed = undefined;
    // Drafts that come with an opened level were typed another day.
    const changed = opened ? undefined : changedDraft(session.drafts, old.session.drafts);
    if (changed !== undefined) {
      typed = changed;
      clearTimeout(timer);
      timer = setTimeout(() => void mark(), REST_MS);
    } else if (compiled || session.selection !== old.session.selection || session.drafts !== old.session.drafts) {
      if (session.selection !== old.session.selection) typed = undefined;
      void mark();
    }
    if (!compiled && session.selection === old.session.selection && session.overlay === old.session.overlay) return;
    clearTimeout(reachTimer);
    // What it said before goes at once; arrow keys pass many pods, and only the one they rest on is asked about.
    reachTurn++;
    if (results.spread || results.reachRefused) context.setResults({ spread: undefined, reachRefused: false });
    if (session.overlay === 'reach' && podOf(session.selection) !== undefined)
      reachTimer = setTimeout(() => void reach(), REST_MS);
  });
}

function podOf(selection: string | undefined): string | undefined {
  return selection?.startsWith('pod:') ? selection.slice(4) : undefined;
}

/** The draft whose text is another now. */
function changedDraft(drafts: AppState['session']['drafts'], old: AppState['session']['drafts']): string | undefined {
  return drafts === old ? undefined : Object.keys(drafts).find((key) => drafts[key] !== old[key]);
}

/** The first object of a half-written text that selects pods. */
async function markDraft(context: Context, object: string, text: string): Promise<Marked | undefined> {
  const { manifests, engine } = context.services;
  const { resources } = await manifests.parse(text);
  const { revision } = context.store.getState().document;
  for (const resource of resources) {
    const question = questionOf(resource);
    if (!question) continue;
    const answer = await engine.selects({ revision, ...question });
    if (answer.ok) return { object, typed: true, by: question.by ?? 'policy', pods: answer.value };
  }
  return undefined;
}

function questionOf(resource: KubernetesResource): SelectionQuestion | undefined {
  const { namespace } = resource.metadata;
  if (resource.kind === 'NetworkPolicy') return { selector: resource.spec.podSelector, namespace };
  if (resource.kind === 'Service') return { selector: { matchLabels: resource.spec.selector ?? {} }, namespace, by: 'service' };
  return undefined;
}

async function markSelection(context: Context, { session, document }: AppState): Promise<Marked | undefined> {
  const ref = refOfSelection(session.selection);
  // A Service that nobody wrote, because a controller made it or because it is not there yet, has no selector to speak of.
  if (!ref || !isWritten(document.spec, ref)) return undefined;
  const answer = await context.services.engine.selectedBy({ revision: document.revision, ref });
  if (!answer.ok) return undefined;
  const by = ref.kind === 'Service' ? 'service' : 'policy';
  return { object: `${ref.kind}/${ref.namespace}/${ref.name}`, typed: false, by, pods: answer.value };
}

function isWritten(spec: NetworkSpec, { kind, namespace, name }: ObjectRef): boolean {
  const list: readonly KubernetesResource[] =
    kind === 'Service' ? listObjects(spec, 'Service') : listObjects(spec, 'NetworkPolicy');
  return list.some(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
}

/** Every door that some policy selects, with the directions that have a reader there. */
async function findReaders({ services }: Context, { document }: AppState): Promise<readonly Reader[]> {
  const policies = listObjects(document.spec, 'NetworkPolicy').slice(0, MOST_POLICIES);
  const questions = policies.map((policy) => ({ type: 'selectedBy', ref: refOf(policy) }) as const);
  if (questions.length === 0) return [];
  // One question to the worker for all of them: this is asked after every edit.
  const answer = await services.engine.facts({ revision: document.revision, questions });
  const doors = new Map<string, Reader>();
  policies.forEach(({ spec }, index) => {
    const selected = answer.ok ? answer.value[index] : undefined;
    if (typeof selected !== 'object') return;
    for (const pod of selected) {
      const old = doors.get(pod);
      doors.set(pod, {
        pod,
        in: old?.in === true || spec.policyTypes.includes('Ingress'),
        out: old?.out === true || spec.policyTypes.includes('Egress'),
      });
    }
  });
  return [...doors.values()];
}

function refOfSelection(selection: string | undefined): ObjectRef | undefined {
  const [, prefix, namespace, name] = /^(policy|service):([^/]+)\/(.+)$/.exec(selection ?? '') ?? [];
  if (prefix === undefined || namespace === undefined || name === undefined) return undefined;
  return { kind: prefix === 'policy' ? 'NetworkPolicy' : 'Service', namespace, name };
}
