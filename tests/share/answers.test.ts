// Answers in links: canonical, kept to the letter, refused when they are not what the game writes.
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { EMPTY_SPEC } from '../../src/engine/model/spec.ts';
import { tidyAnswer } from '../../src/engine/edit/answer.ts';
import { rebuildAnswer } from '../../src/share/answer.ts';
import { applySolutionEdits, solutionOf } from '../../src/share/difference.ts';
import { ENGINE_MAJOR, sealEnvelope } from '../../src/share/envelope.ts';
import { codec } from './codec.ts';

describe('answers in links', () => {
  it('come back as they were given', () => {
    const now = { ...EMPTY_SPEC, answers: { 'at-door': '10.10.0.4', outcome: 'nobody, “nothing” 安' } };
    const solution = solutionOf({ level: '003-open', rev: 1, start: EMPTY_SPEC, now });
    const opened = codec.decodeLink(codec.encodeSolution(solution));
    expect(opened).toEqual({ ok: true, solution });
    expect(applySolutionEdits(EMPTY_SPEC, solution.edits)).toEqual(now);
    expect(solutionOf({ level: 'x', rev: 0, start: now, now: EMPTY_SPEC }).edits.map((edit) => edit.type)).toEqual([
      'answer',
      'answer',
    ]);
  });

  it.each([
    '[{"answer":" padded","goal":"a"}]',
    '[{"answer":"two\\nlines","goal":"a"}]',
    '[{"answer":1,"goal":"a"}]',
    '[{"answer":"x","goal":"A b"}]',
    '[{"answer":"x","goal":"a","more":1}]',
    '[{"answer":"x","goal":"a"},{"answer":"y","goal":"a"}]',
    `[{"answer":"${'x'.repeat(201)}","goal":"a"}]`,
  ])('refuses %s', (body) => {
    expect(codec.decodeLink(sealEnvelope({ level: 'x', rev: 0, engineMajor: ENGINE_MAJOR, raw: strToU8(body) })).ok).toBe(false);
  });

  it('a tidied answer is tidy', () => {
    for (const text of ['  a  b\n', 'x'.repeat(999), '\u0000\ud800', '😀'.repeat(300), ' ']) {
      const tidy = tidyAnswer(text);
      expect(tidyAnswer(tidy)).toBe(tidy);
      expect(rebuildAnswer({ goal: 'a', answer: tidy })).toEqual({ type: 'answer', goal: 'a', answer: tidy });
    }
  });
});
