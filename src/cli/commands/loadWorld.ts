// A WORLD loaded into the engine: what trace, check and matrix begin with.
import type { Compiled, EngineApi } from '../../engine/api.ts';
import type { PolicyEngine } from '../../engine/model/networkDocument.ts';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type Usable, usable } from '../io.ts';
import { type ReadWorld, readWorld } from '../readWorld.ts';

export interface LoadedWorld {
  readonly world: ReadWorld;
  readonly engine: EngineApi;
  readonly compiled: Compiled;
  readonly revision: number;
}

export async function loadWorld(given: ParsedArguments, io: CliIo, seed?: number): Promise<Usable<LoadedWorld>> {
  const world = await readWorld(io, given.words);
  if (!world.ok) return world;
  const { createEngine } = await import('../../engine/createEngine.ts');
  const engine = createEngine();
  // The argument table admits these five words only.
  const policyEngine = given.values.get('policy') as PolicyEngine | undefined;
  const revision = 1;
  const compiled = engine.load({
    spec: world.value.spec,
    revision,
    ...(seed === undefined ? {} : { seed }),
    ...(policyEngine === undefined ? {} : { policyEngine }),
  });
  return usable({ world: world.value, engine, compiled, revision });
}
