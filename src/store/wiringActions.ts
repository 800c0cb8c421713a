// Service wiring: what stands behind each port is asked of the engine; a change goes through the commands' own reader, so that form, YAML and
// kubectl make one and the same edit. A selector being typed is the session's draft, which the overlay marks on the board.
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import type { KubernetesResource, Service } from '../engine/model/kubernetes.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import { allObjects, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import type { BalancerReport } from '../engine/report/balancerReport.ts';
import type { PortEndpoints } from '../studio/wiring/plugs.ts';
import type { Context } from './context.ts';
import { createRoutingActions } from './routingActions.ts';
import type { Wired, WiringActions } from './wiringTypes.ts';

/** Ports of one Service that are asked about. */
const MOST_PORTS = 30;

export function createWiringActions(context: Context): WiringActions {
  const { store, services } = context;
  const { engine, manifests } = services;

  const typed = async (spec: NetworkSpec, line: string): Promise<Edit | Extract<Wired, { ok: false }>> => {
    const memory = { variables: new Map(), cards: new Map(), files: new Map() };
    const { edits, refusal } = await manifests.runTyped(spec, line, memory);
    if (refusal) return { ok: false, code: `command.${refusal.code}`, params: refusal.params };
    const [only] = edits;
    return edits.length === 1 && only ? only : { type: 'batch', edits };
  };
  /** The one object of a draft that can be read. */
  const drafted = async (key: string): Promise<KubernetesResource | undefined> => {
    const text = store.getState().session.drafts[key];
    if (text === undefined) return undefined;
    const { resources, problems } = await manifests.parse(text);
    if (problems.some(({ severity }) => severity === 'error')) return undefined;
    return resources.find((resource) => formatRef(refOf(resource)) === key);
  };
  const rewriteDraft = async (key: string, resource: KubernetesResource): Promise<void> => {
    const text = store.getState().session.drafts[key] ?? (await manifests.writeResource(objectUnder(context, key) ?? resource));
    store.getState().actions.setDraft(key, await manifests.rewriteResource(text, resource));
  };

  return {
    ...createRoutingActions(context),
    studyService: async (service) => {
      const { document, results } = store.getState();
      const { revision } = document;
      const plan = results.compiled?.plan.services.find(({ namespace, name }) => `${namespace}/${name}` === service);
      if (!plan) return undefined;
      const [balancer, ...endpoints] = await Promise.all([
        engine.service({ revision, query: { op: 'balancer', service } }),
        ...plan.ports
          .slice(0, MOST_PORTS)
          .map(({ name, port }) => engine.service({ revision, query: { op: 'endpoints', service, port: name ?? port } })),
      ]);
      if (!balancer.ok || store.getState().document.revision !== revision) return undefined;
      return {
        revision,
        service,
        endpoints: endpoints.map((answer) =>
          answer.ok && isRecord(answer.value) ? (answer.value as never as PortEndpoints) : undefined,
        ),
        ...(isRecord(balancer.value) ? { balancer: balancer.value as never as BalancerReport } : {}),
      };
    },
    wire: async (key, line) => {
      const { document, actions } = store.getState();
      const edit = await typed(document.spec, line);
      if ('ok' in edit) return edit;
      if (edit.type === 'batch' && edit.edits.length === 0) return { ok: true };
      const draft = await drafted(key);
      if (!(await actions.dispatchEdit(edit, 'edit.wire', { name: key })))
        return { ok: false, code: 'wiring.refused', params: {} };
      if (!draft) return { ok: true };
      const before = applyEdit(document.spec, { type: 'putObject', resource: draft }).spec;
      const again = await typed(before, line);
      const after = 'ok' in again ? undefined : objectIn(applyEdit(before, again).spec, key);
      if (after) await rewriteDraft(key, after);
      return { ok: true };
    },
    draftSelector: async (key, selector) => {
      const old = (await drafted(key)) ?? objectUnder(context, key);
      if (old?.kind !== 'Service') return;
      const { selector: _old, ...spec } = old.spec;
      const next: Service = { ...old, spec: Object.keys(selector).length === 0 ? spec : { ...spec, selector } };
      const kept = objectUnder(context, key);
      if (kept && sameValue(kept, next)) store.getState().actions.setDraft(key, undefined);
      else await rewriteDraft(key, next);
    },
    readSelector: async (key) => {
      const draft = await drafted(key);
      return draft?.kind === 'Service' ? (draft.spec.selector ?? {}) : undefined;
    },
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function objectUnder({ store }: Context, key: string): KubernetesResource | undefined {
  return objectIn(store.getState().document.spec, key);
}

function objectIn(spec: NetworkSpec, key: string): KubernetesResource | undefined {
  return allObjects(spec).find((resource) => formatRef(refOf(resource)) === key);
}
