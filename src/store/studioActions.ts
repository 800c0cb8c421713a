// The policy studio's questions, all put to the one engine: selections, matrix, lints, remedies, differences. A draft is the text that the YAML
// editor shows, so sentence, form and YAML are three views of one thing. Answers that come too late are dropped.
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import type { NetworkPolicy } from '../engine/model/kubernetes.ts';
import { findObject, formatRef, listObjects, type ObjectRef, refOf } from '../engine/model/spec.ts';
import { lintPolicies } from '../studio/lints/lintPolicies.ts';
import { listOffers } from '../studio/offers.ts';
import type { Context } from './context.ts';
import type { MadeOffer, StudioActions } from './studioTypes.ts';

/** Remedies asked for; those that change more than policies are left out of the offers. */
const MOST_REMEDIES = 4;
/** Steps that one search may spend: a few seconds in a cluster of 300 pods. */
const SEARCH_BUDGET = 60_000;
const SEARCH_WALKS = 2000;
const MOST_FLOWS = 60;

export function createStudioActions(context: Context): StudioActions {
  const { store, services } = context;
  const { engine, manifests } = services;

  const lint = async (among?: readonly NetworkPolicy[], verdicts = true): ReturnType<typeof lintPolicies> => {
    const { document, results } = store.getState();
    const { revision, spec } = document;
    const plan = results.compiled?.plan;
    if (!plan) return [];
    return lintPolicies(
      { spec, plan },
      async (questions) => {
        const asked = verdicts ? questions : questions.filter(({ type }) => type !== 'allows');
        const answer = await engine.facts({ revision, questions: asked });
        const facts = new Map(answer.ok ? asked.map((question, index) => [question, answer.value[index]] as const) : []);
        return questions.map((question) => facts.get(question) ?? []);
      },
      among,
    );
  };

  return {
    studyPolicies: async () => {
      const { document } = store.getState();
      const { revision } = document;
      const policies = listObjects(document.spec, 'NetworkPolicy');
      const questions = policies.map((policy) => ({ type: 'selectedBy', ref: refOf(policy) }) as const);
      const [matrix, selected, lints] = await Promise.all([
        engine.pairs({ revision }),
        engine.facts({ revision, questions }),
        lint(),
      ]);
      if (store.getState().document.revision !== revision || (!matrix.ok && matrix.code === 'stale')) return undefined;
      const pods = policies.map(({ metadata: { namespace, name } }, index) => {
        const answer = selected.ok ? selected.value[index] : undefined;
        return [`${namespace}/${name}`, Array.isArray(answer) ? (answer as readonly string[]) : []] as const;
      });
      return { revision, ...(matrix.ok ? { matrix: matrix.value } : {}), lints, selected: new Map(pods) };
    },
    offerChanges: async ({ flow, want, asked }) => {
      const { document, session } = store.getState();
      // A search that takes too long costs a restart of the worker, and an answer all the same.
      const refused = { ok: false, code: 'tooComplex' } as const;
      const answer = await engine
        .whyNot({
          revision: document.revision,
          flow,
          want,
          most: MOST_REMEDIES,
          budget: SEARCH_BUDGET,
          walks: SEARCH_WALKS,
        })
        .catch(() => refused);
      if (!answer.ok) return { ok: false, code: answer.code };
      const found = listOffers(answer.value, asked, document.spec);
      const offers = await Promise.all(
        found.map(async (offer): Promise<MadeOffer> => {
          const edit: Edit = { type: 'batch', edits: offer.remedy.edits };
          const refusal = session.level && (await manifests.checkEditable(session.level, document.spec, edit));
          return refusal ? { ...offer, refusal } : offer;
        }),
      );
      const possible = [...offers.filter(({ refusal }) => !refusal), ...offers.filter(({ refusal }) => refusal)];
      const others = answer.value.remedies.length - found.length;
      return { ok: true, holds: answer.value.holds, offers: possible, others };
    },
    weighDraft: async (key, policy) => {
      const { document, session } = store.getState();
      const old = policyUnder(context, key);
      const renamed = old && formatRef(refOf(old)) !== formatRef(refOf(policy));
      const put: Edit = { type: 'putObject', resource: policy };
      const edit: Edit = renamed ? { type: 'batch', edits: [{ type: 'removeObject', ref: refOf(old) }, put] } : put;
      const after = applyEdit(document.spec, edit).spec;
      const goals = session.level?.goals ?? [];
      const [difference, previews, lints] = await Promise.all([
        engine.diff({ a: document.spec, b: after, most: MOST_FLOWS }),
        engine.preview({ revision: document.revision, edits: [edit], goals }),
        // Verdicts are of the document as it is, and would speak of the policy as it was.
        lint([policy], false),
      ]);
      if (store.getState().document.revision !== document.revision) return undefined;
      const judged = previews.ok ? (previews.value[0]?.goals ?? []) : [];
      return {
        ...(difference.ok ? { difference: difference.value } : {}),
        goals: { passed: judged.filter(({ pass }) => pass).length, total: judged.length },
        lints,
      };
    },
    readDraft: async (key) => {
      const text = store.getState().session.drafts[key];
      const policy = policyUnder(context, key);
      if (text === undefined) return { ...(policy ? { policy } : {}), problems: [] };
      const { resources, problems } = await manifests.parse(text);
      const errors = problems.filter(({ severity }) => severity === 'error');
      const draft = resources.find((resource) => resource.kind === 'NetworkPolicy');
      return { ...(draft && errors.length === 0 ? { policy: draft } : {}), problems: errors };
    },
    draftPolicy: async (key, policy) => {
      const old = policyUnder(context, key);
      const text = store.getState().session.drafts[key] ?? (old ? await manifests.writeResource(old) : '');
      const written = await manifests.rewritePolicy(text, policy);
      store.getState().actions.setDraft(key, written);
      return written;
    },
  };
}

/** The policy that a key like `NetworkPolicy/data/allow` names; undefined for a new one. */
function policyUnder({ store }: Context, key: string): NetworkPolicy | undefined {
  const [, namespace, name] = /^NetworkPolicy\/([^/]+)\/(.+)$/.exec(key) ?? [];
  if (namespace === undefined || name === undefined) return undefined;
  const ref: ObjectRef = { kind: 'NetworkPolicy', namespace, name };
  const found = findObject(store.getState().document.spec, ref);
  return found?.kind === 'NetworkPolicy' ? found : undefined;
}
