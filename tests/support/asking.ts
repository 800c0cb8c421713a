// Asks why not, and holds the answer to its word: every remedy is run alone on a copy and gives the wanted verdict on every way.
import { expect } from 'vitest';
import type { EngineApi } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Remedy, WhyNot } from '../../src/engine/goals/whyNot.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { hasWords, say } from '../../src/words/say.ts';

export interface Asked extends WhyNot {
  readonly best: Remedy | undefined;
  /** Codes of each remedy, joined by `+`. */
  readonly codes: readonly string[];
}

export interface Asking {
  readonly from: string;
  readonly to: string;
  readonly want: WhyNot['want'];
}

export function askWhyNot(spec: NetworkSpec, { from, to, want }: Asking): Asked {
  const engine = createEngine();
  engine.load({ spec, revision: 1 });
  const flow = { from, to };
  const answer = engine.whyNot({ revision: 1, flow, want });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  for (const remedy of answer.value.remedies) {
    const copy = createEngine();
    copy.load({ spec, revision: 1 });
    copy.edit({ edit: { type: 'batch', edits: remedy.edits }, from: 1, to: 2 });
    expect(isTurned(copy, flow, want), remedy.findings.map(({ code }) => code).join()).toBe(true);
    for (const { code, params } of remedy.findings) {
      for (const rung of [1, 2, 3]) {
        expect(hasWords(`hint.${code}.${rung}`), code).toBe(true);
        expect(say(`hint.${code}.${rung}`, params)).not.toMatch(/\{[a-z]+\}/i);
      }
    }
  }
  const codes = answer.value.remedies.map(({ findings }) => findings.map(({ code }) => code).join('+'));
  return { ...answer.value, best: answer.value.remedies[0], codes };
}

function isTurned(engine: EngineApi, flow: { from: string; to: string }, want: WhyNot['want']): boolean {
  const traces = engine.traceAll({ revision: 2, flow });
  if (!traces.ok) return want === 'blocked' && traces.code === 'badFlow';
  return traces.value.every(({ verdict, reply }) => {
    const arrives = verdict.outcome === 'delivered' && (reply?.verdict.outcome ?? 'delivered') === 'delivered';
    return arrives === (want === 'delivered');
  });
}
