// What the test of both places runs: a case file, answered line by line, each Azure flow with its whole trace.
import { parseCaseFile } from '../../src/cli/conformance/caseFile.ts';
import { runCases } from '../../src/cli/conformance/runCases.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';

export function answerAll(text: string, name: string): string[] {
  const file = parseCaseFile(text, name);
  if (!file.ok) return [file.message];
  const engine = createEngine();
  const lines = [...runCases(engine, file.value)].map((result) => JSON.stringify(result));
  if (file.value.kind !== 'azure') return lines;
  for (const { world, checks } of file.value.cases) {
    const { spec } = parseWorld(world.map((item, index) => ({ name: `${index}`, text: item })));
    if (!spec) continue;
    lines.push(JSON.stringify(engine.load({ spec, revision: 1 })));
    for (const { flow } of checks) if (flow) lines.push(JSON.stringify(engine.trace({ revision: 1, flow })));
  }
  return lines;
}
