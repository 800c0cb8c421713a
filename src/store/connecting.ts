// Connecting two things and adding new ones: which ends fit (the manifest worker and the level say), which doors are shut and what the world
// would answer (the engine says), and the one edit that is chosen. Answers that come too late are dropped.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Edit } from '../engine/edit/edit.ts';
import type { Goal } from '../engine/goals/goal.ts';
import { listObjects, type ObjectRef } from '../engine/model/spec.ts';
import type { Doors, Offer, ScenePlan } from '../manifest/gestures/gestureTypes.ts';
import type { Choice, ConnectActions, Connecting } from './connectState.ts';
import type { Context } from './context.ts';
import { namespaceNear } from './namespaceNear.ts';
import { findRefusal } from './refusals.ts';
import type { GestureQuestion } from './services.ts';
import type { Actions } from './state.ts';

const MOST_POLICIES = 60;
/** Ends that the engine is asked about before they are chosen, in worlds of no more pods than this. */
const MOST_TRIED = 24;
const MOST_PODS = 1000;
/** No level's goal is named so. */
const LETTER = 'gesture ';

type Dispatch = Actions['dispatchEdit'];

export function createConnectActions(context: Context, dispatch: Dispatch): ConnectActions {
  const { store, services } = context;
  let turn = 0;
  const connecting = (): Connecting | undefined => store.getState().session.connecting;
  /** Writes unless something else has begun since. */
  const write = (mine: number, part: Partial<Connecting>): void => {
    const now = connecting();
    if (mine === turn && now) context.setSession({ connecting: { ...now, ...part } });
  };

  const findTargets = async (from: string): Promise<void> => {
    const mine = ++turn;
    const question = questionOf(context);
    if (!question) return;
    const targets = await services.manifests.listTargets({ ...question, from });
    write(mine, { targets });
    if (question.plan.pods.length > MOST_PODS) return;
    // The engine's own refusals, one by one behind what is shown already.
    const asked = targets.filter(({ selection, refusal }) => !refusal && !selection.startsWith('pod:')).slice(0, MOST_TRIED);
    for (const { selection } of asked) {
      if (mine !== turn) return;
      const answer = await services.manifests.connect({ ...question, from, to: selection });
      const choices = answer.ok ? await tryOut(context, answer.offers, undefined) : [];
      const [first] = choices;
      if (!first?.refusal || choices.some(({ refusal }) => !refusal)) continue;
      const { refusal } = first;
      write(mine, {
        targets: (connecting()?.targets ?? targets).map((target) =>
          target.selection === selection ? { selection, refusal } : target,
        ),
      });
    }
  };
  const start = (from: string | undefined): void => {
    if (from === undefined) {
      context.notify('gesture.choose');
      return;
    }
    context.setSession({ connecting: { from }, placing: undefined });
    void findTargets(from);
  };
  const palette = async (namespace: string): Promise<void> => {
    const mine = ++turn;
    const question = questionOf(context);
    const near = store.getState().session.selection;
    if (!question) return;
    const spot = { namespace, ...(near === undefined ? {} : { near }) };
    context.setSession({ placing: spot, connecting: undefined });
    const items = await services.manifests.listPalette({ ...question, ...spot });
    if (mine === turn && store.getState().session.placing) context.setSession({ placing: { ...spot, items } });
  };

  // What fits is another question once the document has changed.
  store.subscribe((state, old) => {
    const { session, results } = state;
    const now = session.connecting;
    if (!now) return;
    if (results.compiled !== old.results.compiled) start(now.from);
    // Something else was chosen in a list: it is the one to connect now.
    else if (session.selection !== old.session.selection && now.from === old.session.selection && now.to === undefined)
      if (session.selection === undefined) context.setSession({ connecting: undefined });
      else start(session.selection);
  });

  return {
    startConnecting: (from) => start(from ?? store.getState().session.selection),
    aimConnecting: (over) => {
      const now = connecting();
      if (!now || now.over === over || now.to !== undefined) return;
      const { over: _old, refusal: _said, ...rest } = now;
      context.setSession({ connecting: over === undefined || over === now.from ? rest : { ...rest, over } });
    },
    connectTo: async (to) => {
      const now = connecting();
      const question = questionOf(context);
      if (!now || !question || to === now.from) return;
      const mine = ++turn;
      const { choices: _choices, refusal: _refusal, to: _to, ...rest } = now;
      context.setSession({ connecting: { ...rest, over: to, to } });
      const ends = { from: now.from, to };
      const pods = await services.manifests.doorEnds({ ...question, ...ends });
      const doors = pods ? await askDoors(context, pods) : undefined;
      const answer = await services.manifests.connect({ ...question, ...ends, ...(doors ? { doors } : {}) });
      if (!answer.ok) {
        // Said, and on with choosing.
        if (mine === turn && connecting())
          context.setSession({ connecting: { ...rest, over: to, refusal: { code: answer.code, params: answer.params } } });
      } else write(mine, { choices: await tryOut(context, answer.offers, pods) });
    },
    acceptChoice: async (index) => {
      const choice = connecting()?.choices?.[index];
      if (!choice || choice.refusal) return false;
      turn++;
      context.setSession({ connecting: undefined });
      return make(context, dispatch, choice);
    },
    stopConnecting: () => {
      turn++;
      context.setSession({ connecting: undefined });
    },
    startPlacing: (namespace) => void palette(namespace ?? namespaceNear(context)),
    acceptItem: async (code) => {
      const offer = store.getState().session.placing?.items?.find((item) => item.code === code)?.offer;
      if (!offer) return false;
      turn++;
      context.setSession({ placing: undefined });
      return make(context, dispatch, offer);
    },
    stopPlacing: () => {
      turn++;
      context.setSession({ placing: undefined });
    },
  };
}

async function make(context: Context, dispatch: Dispatch, { edit, code, params, makes }: Offer): Promise<boolean> {
  const done = await dispatch(edit, `gesture.${code}`, params);
  if (done && makes !== undefined) context.setSession({ selection: makes });
  return done;
}

function questionOf({ store }: Context): GestureQuestion | undefined {
  const { document, results, session } = store.getState();
  const plan = results.compiled?.plan;
  return plan && { spec: document.spec, plan: sceneOf(plan), ...(session.level ? { level: session.level } : {}) };
}

/** Addresses, labels and ports stay behind: ten thousand pods cross to the worker with each question. */
function sceneOf({ pods, nodes, services }: Plan): ScenePlan {
  return {
    pods: pods.map(({ namespace, name, owner }) => (owner === undefined ? { namespace, name } : { namespace, name, owner })),
    nodes: nodes.map(({ name, subnet }) => ({ name, subnet })),
    services: services.map(({ namespace, name, selected }) => ({ namespace, name, selected })),
  };
}

/** Which policies shut the doors between two pods: the engine is asked policy by policy, no selector is read here. */
async function askDoors(context: Context, { from, to }: { readonly from: string; readonly to: string }): Promise<Doors> {
  const { document } = context.store.getState();
  const policies = listObjects(document.spec, 'NetworkPolicy');
  const at = async (pod: string, type: 'Ingress' | 'Egress'): Promise<ObjectRef[]> => {
    const [namespace] = pod.split('/');
    const refs = policies
      .filter(({ metadata, spec }) => metadata.namespace === namespace && spec.policyTypes.includes(type))
      .map(({ kind, metadata }): ObjectRef => ({ kind, namespace: metadata.namespace, name: metadata.name }))
      .slice(0, MOST_POLICIES);
    const answers = await Promise.all(
      refs.map((ref) => context.services.engine.selectedBy({ revision: document.revision, ref })),
    );
    return refs.filter((_ref, index) => {
      const answer = answers[index];
      return answer?.ok === true && answer.value.includes(pod);
    });
  };
  return { ingress: await at(to, 'Ingress'), egress: await at(from, 'Egress') };
}

function letterTo(
  { from, to }: { readonly from: string; readonly to: string },
  port: number,
  protocol: string | number | undefined,
): Goal {
  const letter = { id: LETTER, type: 'mustArrive', from: [from], to: [`pod:${to}:${port}`] } as const;
  return protocol === 'UDP' || protocol === 'SCTP' ? { ...letter, protocol } : letter;
}

/** Every offer tried on a copy: what would be refused says so, and whether a letter would then arrive. */
async function tryOut(
  context: Context,
  offers: readonly Offer[],
  pods: { readonly from: string; readonly to: string } | undefined,
): Promise<readonly Choice[]> {
  const { document, results, session } = context.store.getState();
  const holding = new Set(results.judgement?.goals.flatMap(({ id, pass }) => (pass ? [id] : [])));
  // One that is not named yet gives nothing away.
  const held = (session.level?.goals ?? []).filter(({ id, hidden }) => hidden !== true && holding.has(id));
  return Promise.all(
    offers.map(async (offer): Promise<Choice> => {
      const port = offer.params['port'];
      const letter: Goal[] =
        pods && offer.code.startsWith('allow.') && typeof port === 'number'
          ? [letterTo(pods, port, offer.params['protocol'])]
          : [];
      const edits: readonly Edit[] = [offer.edit];
      const tried = await context.services.engine.preview({ revision: document.revision, edits, goals: [...letter, ...held] });
      const [preview] = tried.ok ? tried.value : [];
      if (!preview) return offer;
      const refused = findRefusal(results.compiled?.diagnostics ?? [], preview.diagnostics);
      if (refused) return { ...offer, refusal: { code: `diagnostic.${refused.code}`, params: refused.params } };
      const failing = preview.goals.flatMap(({ id, pass }) => (pass ? [] : [id]));
      const breaks = failing.filter((id) => id !== LETTER);
      return {
        ...offer,
        ...(failing.includes(LETTER) ? { short: true } : {}),
        ...(breaks.length > 0 ? { breaks } : {}),
      };
    }),
  );
}
