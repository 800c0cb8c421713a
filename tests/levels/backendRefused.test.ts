// GW8, GW10: a route to a Service that its namespace has not granted is answered 500 by the gateway, whoever sits at that desk; the goal says so, and does not
// say that nobody is ready.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLevelShelf } from '../../server/verify/levelShelf.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { readSolution } from '../../src/levels/parseLevel.ts';
import { applySolutionEdits } from '../../src/share/difference.ts';
import { say } from '../../src/words/say.ts';

it('GW10 without a grant the note is to blame, not the desk', () => {
  const shelf = openLevelShelf(join(import.meta.dirname, '..', '..', 'levels'));
  const id = '306-new-switchboard';
  const level = shelf.read(id);
  const ungranted = readSolution(shelf.filesOf(id) ?? {}, 'no-grant');
  if (!level || !ungranted) throw new Error('no level');
  const engine = createEngine();
  engine.load({ spec: applySolutionEdits(level.start, ungranted), revision: 1 });
  const judged = engine.judge({ revision: 1, goals: level.goals, start: level.start });
  const failure = judged.ok ? judged.value.goals.find(({ pass }) => !pass)?.failure : undefined;
  expect(failure?.code).toBe('goal.lost.http.backend.by');
  const sentence = say('goal.lost.http.backend.by', failure?.params ?? {});
  expect(sentence).toContain('may not');
  expect(sentence).toContain('HTTPRoute/shop/pay-route');
  expect(sentence).not.toMatch(/\{[a-z]+\}/i);
});
