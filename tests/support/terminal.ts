// A terminal over the real engine and the real reader of commands, in process; edits are applied between statements as the store applies them.
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import type { LoadPlan } from '../../src/engine/report/load/plan.ts';
import type { Flow } from '../../src/engine/forward/trace.ts';
import { runTyped } from '../../src/manifest/commands/typedCommands.ts';
import { resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { complete } from '../../src/terminal/complete.ts';
import { runScript } from '../../src/terminal/runScript.ts';
import { FIRST_STATE, type TerminalEnv, type TerminalState } from '../../src/terminal/types.ts';
import { say } from '../../src/words/say.ts';

export interface Terminal {
  /** What is printed. */
  readonly type: (text: string) => Promise<string>;
  /** Did the last thing that was printed say that it went wrong? */
  readonly failed: () => boolean;
  readonly state: () => TerminalState;
  readonly spec: () => NetworkSpec;
  readonly complete: (line: string) => Promise<readonly string[]>;
}

export function openTerminal(world: NetworkSpec, traffic: readonly Flow[] = [], plans: readonly LoadPlan[] = []): Terminal {
  const engine = createEngine();
  let spec = world;
  let revision = 1;
  let { plan } = engine.load({ spec, revision });
  let state = FIRST_STATE;
  let failed = false;
  const env = (): TerminalEnv => ({
    spec,
    plan,
    traffic,
    plans,
    say: (key, params = {}) => say(key, params, { words: 'network' }),
    port: {
      trace: (flow, seed) => Promise.resolve(engine.trace({ revision, flow, seed })),
      capture: (query) => Promise.resolve(engine.capture({ revision, ...query })),
      service: (query) => Promise.resolve(engine.service({ revision, query })),
      effectiveRoutes: (subnet) => Promise.resolve(engine.effectiveRoutes({ revision, subnet })),
      effectiveRules: (question) => Promise.resolve(engine.effectiveRules({ revision, ...question })),
      firewallLog: (flow) => Promise.resolve(engine.firewallLog({ revision, flow })),
      load: (plan) => {
        const started = engine.startLoad({ revision, plan });
        const step = started.ok ? engine.stepLoad({ run: started.value, budget: 5_000_000 }) : undefined;
        return Promise.resolve(step?.ok === true ? step.value.result : undefined);
      },
      change: (text, memory) => Promise.resolve(runTyped(spec, text, memory)),
      plain: (resources) => Promise.resolve(resources.map((resource) => resourceToPlain(resource))),
    },
  });
  return {
    type: async (text) => {
      let output = '';
      failed = false;
      state = await runScript(text, state, {
        env,
        apply: (edit) => {
          spec = applyEdit(spec, edit).spec;
          ({ plan } = engine.load({ spec, revision: ++revision }));
          return Promise.resolve(undefined);
        },
        print: (printed, isError) => {
          output += printed;
          failed = isError;
        },
        clear: () => {
          output = '';
        },
        isStopped: () => false,
      });
      return output;
    },
    failed: () => failed,
    state: () => state,
    spec: () => spec,
    complete: async (line) => (await complete(line, line.length, { state, env: env() })).candidates,
  };
}
