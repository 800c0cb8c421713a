// A trouble: a world, what is seen in it, the object and field that the engine names, and the fix that turns it. Run by the real engine.
import { expect, it } from 'vitest';
import type { Answer } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { applySolution } from '../../src/levels/applySolution.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import type { LoadPlan } from '../../src/engine/report/load/plan.ts';
import { ended, runLoad } from '../engine/loadPlans.ts';
import type { ManifestProblem } from '../../src/manifest/types.ts';
import { worldOf } from '../engine/worlds.ts';

/** One flow and what is seen of it, over every choice of backend and node. */
export interface Look {
  readonly from: string;
  readonly to: string;
  /** Every outcome that occurs; one text where it is always the same. */
  readonly sees: string | readonly string[];
  /** Receivers, as a set, where it arrives. */
  readonly at?: readonly string[];
  /** The sender that the receiver sees. */
  readonly source?: string;
  /** The public address it leaves by. */
  readonly leaves?: string;
  /** Named devices that it passes, and those that it does not. */
  readonly via?: readonly string[];
  readonly notVia?: readonly string[];
  readonly question?: string;
  /** How many names the sender asks for before it knows. */
  readonly questions?: number;
  /** Where a redirect leads; the certificate that is shown. */
  readonly location?: string;
  readonly certificate?: string;
}

/** A load run, and how many of its connections end how. */
export interface Busy {
  readonly load: LoadPlan;
  readonly ends: Readonly<Record<string, number>>;
  /** How many ports of each book were in use at most. */
  readonly books?: Readonly<Record<string, number>>;
}

/** What `check` says instead of a flow. */
export interface Said {
  /** Codes of errors and warnings that are there. */
  readonly codes?: readonly string[];
  readonly notCodes?: readonly string[];
  /** What reading the manifests says, as `code field`; of the fix alone once it is applied. */
  readonly warnings?: readonly string[];
  readonly notWarnings?: readonly string[];
  readonly nodesReady?: number;
  readonly unplaced?: number;
}

export interface Trouble {
  readonly world: readonly string[];
  readonly symptom: readonly (Look | Said | Busy)[];
  /** Object and field, as a verdict or a step of a symptom's trace names them, or as a diagnostic's path does. */
  readonly cause: readonly [object: string, field: string];
  /** Manifests over the world, removals included; or the Network document anew. */
  readonly fix: readonly string[];
  readonly cured: readonly (Look | Said | Busy)[];
}

export function trouble(name: string, { world, symptom, cause, fix, cured }: Trouble): void {
  it(name, () => {
    const sick = worldOf(...world);
    const named = look(sick, symptom, parseManifests(world.join('\n---\n')).problems);
    expect(named, named.join('\n')).toContain(`${cause[0]} ${cause[1]}`);
    const parsed = parseManifests(fix.join('\n---\n'));
    expect(parsed.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const healthy = applySolution(parsed, sick).spec;
    look(healthy, cured, parsed.problems);
  });
}

/** Checks what is seen; answers every "object field" that the engine named on the way. */
function look(spec: NetworkSpec, looks: readonly (Look | Said | Busy)[], problems: readonly ManifestProblem[]): string[] {
  const engine = createEngine();
  const compiled = engine.load({ spec, revision: 1 });
  const named = new Set([...compiled.diagnostics, ...problems].map(({ code, path }) => `${code} ${path}`));
  for (const item of looks) {
    if ('load' in item) {
      const result = runLoad(engine, item.load);
      const counts = Object.fromEntries(Object.keys(item.ends).map((how) => [how, ended(result, how)]));
      expect(counts, JSON.stringify(result.endings)).toEqual(item.ends);
      const peaks = Object.fromEntries(result.books.map(({ name, peak }) => [name, peak]));
      if (item.books) expect(peaks).toEqual(item.books);
      for (const { rule } of result.endings) if (rule) named.add(`${rule.object} ${rule.field}`);
      continue;
    }
    if (!('from' in item)) {
      const codes = compiled.diagnostics.map(({ code }) => code);
      for (const code of item.codes ?? []) expect(codes).toContain(code);
      for (const code of item.notCodes ?? []) expect(codes).not.toContain(code);
      const warnings = problems.map(({ code }) => code);
      for (const code of item.warnings ?? []) expect(warnings).toContain(code);
      for (const code of item.notWarnings ?? []) expect(warnings).not.toContain(code);
      if (item.nodesReady !== undefined) expect(compiled.plan.nodes.filter(({ ready }) => ready)).toHaveLength(item.nodesReady);
      if (item.unplaced !== undefined) expect(compiled.plan.podsUnplaced).toHaveLength(item.unplaced);
      continue;
    }
    const { from, to } = item;
    const traces = valueOf(engine.traceAll({ revision: 1, flow: { from, to } }), `${from} > ${to}`);
    const where = `${from} > ${to}: ${traces.map(({ verdict }) => JSON.stringify(verdict)).join(' ')}`;
    expect(setOf(traces.map(({ verdict }) => verdict.outcome)), where).toEqual(setOf([item.sees].flat()));
    if (item.at) expect(setOf(traces.flatMap(({ deliveredTo }) => deliveredTo ?? [])), where).toEqual(setOf(item.at));
    if (item.source !== undefined)
      expect(setOf(traces.flatMap(({ sourceSeen }) => sourceSeen ?? [])), where).toEqual([item.source]);
    if (item.leaves !== undefined) expect(setOf(traces.map(({ snat }) => snat?.publicIP ?? '')), where).toEqual([item.leaves]);
    const passed = setOf(traces.flatMap(({ via }) => via));
    for (const device of item.via ?? []) expect(passed, where).toContain(device);
    for (const device of item.notVia ?? []) expect(passed, where).not.toContain(device);
    if (item.question !== undefined) expect(setOf(traces.flatMap(({ dns }) => dns?.question ?? []))).toEqual([item.question]);
    const http = traces.flatMap((trace) => trace.http ?? []);
    if (item.location !== undefined) expect(setOf(http.flatMap(({ location }) => location ?? []))).toEqual([item.location]);
    if (item.certificate !== undefined)
      expect(setOf(http.flatMap(({ certificate }) => certificate ?? []))).toEqual([item.certificate]);
    if (item.questions !== undefined)
      for (const { dns } of traces)
        expect(dns?.queries.filter(({ client, type }) => client === from && type === 'A')).toHaveLength(item.questions);
    for (const rule of traces.flatMap(rulesOf)) named.add(`${rule.object} ${rule.field}`);
  }
  return [...named];
}

function rulesOf(trace: Trace): { object: string; field: string }[] {
  const steps = [...trace.hops, ...(trace.reply?.hops ?? [])].flatMap((hop) => hop.steps);
  return [trace.verdict.rule, ...steps.map(({ rule }) => rule)].flatMap((rule) => rule ?? []);
}

function setOf(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function valueOf<T>(answer: Answer<T>, what: string): T {
  if (!answer.ok) throw new Error(`${what}: ${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.value;
}
