// A terminal over the real engine and the real reader of commands, in process; edits are applied between statements as the store applies them.
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import type { Flow } from '../../src/engine/forward/trace.ts';
import { runTyped } from '../../src/manifest/commands/typedCommands.ts';
import { resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { splitScript } from '../../src/terminal/attachedRun.ts';
import { complete } from '../../src/terminal/complete.ts';
import { runLine } from '../../src/terminal/runLine.ts';
import { FIRST_STATE, type LineResult, type TerminalEnv, type TerminalState } from '../../src/terminal/types.ts';
import { say } from '../../src/words/say.ts';

export interface Terminal {
  /** What is printed. */
  readonly type: (text: string) => Promise<string>;
  readonly last: () => LineResult | undefined;
  readonly state: () => TerminalState;
  readonly spec: () => NetworkSpec;
  readonly complete: (line: string) => Promise<readonly string[]>;
}

export function openTerminal(world: NetworkSpec, traffic: readonly Flow[] = []): Terminal {
  const engine = createEngine();
  let spec = world;
  let revision = 1;
  let { plan } = engine.load({ spec, revision });
  let state = FIRST_STATE;
  let last: LineResult | undefined;
  const env = (): TerminalEnv => ({
    spec,
    plan,
    traffic,
    say: (key, params = {}) => say(key, params, { words: 'network' }),
    port: {
      trace: (flow, seed) => Promise.resolve(engine.trace({ revision, flow, seed })),
      capture: (query) => Promise.resolve(engine.capture({ revision, ...query })),
      service: (query) => Promise.resolve(engine.service({ revision, query })),
      effectiveRoutes: (subnet) => Promise.resolve(engine.effectiveRoutes({ revision, subnet })),
      effectiveRules: (question) => Promise.resolve(engine.effectiveRules({ revision, ...question })),
      change: (text, memory) => Promise.resolve(runTyped(spec, text, memory)),
      plain: (resources) => Promise.resolve(resources.map((resource) => resourceToPlain(resource))),
    },
  });
  return {
    type: async (text) => {
      let output = '';
      let failed = false;
      for (const part of splitScript(text)) {
        if ((part.when === 'succeeded' && failed) || (part.when === 'failed' && !failed)) continue;
        const result = await runLine(part.text, state, env());
        last = result;
        ({ state } = result);
        failed = result.error === true;
        if (!part.quiet || failed) output += result.output;
        for (const edit of result.edits) spec = applyEdit(spec, edit).spec;
        if (result.edits.length > 0) ({ plan } = engine.load({ spec, revision: ++revision }));
      }
      return output;
    },
    last: () => last,
    state: () => state,
    spec: () => spec,
    complete: async (line) => (await complete(line, line.length, { state, env: env() })).candidates,
  };
}
