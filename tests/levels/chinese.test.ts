// A level's Chinese text says what its English one says: the same goals, as many paragraphs, the same rules claimed, the same identifiers in code
// spans, the same commands, and no English prose left over. Terms as docs/glossary.md has them.
import { describe, expect, it } from 'vitest';
import { parseLevelText } from '../../src/levels/levelText.ts';
import type { LevelText } from '../../src/levels/level.ts';
import { codeSpans, strayWords } from '../words/translation.ts';
import { listLevelIds, readLevelFolder } from './folders.ts';

const CHINESE = 'text/zh-Hans.md';

/** Every paragraph under a name that tells where it stands. */
function partsOf(text: LevelText): ReadonlyMap<string, string> {
  const listed = (name: string, list: readonly string[]): (readonly [string, string])[] =>
    list.map((part, index) => [`${name} ${index + 1}`, part] as const);
  return new Map([
    ['title', text.title],
    ['subtitle', text.subtitle],
    ...listed('briefing', text.briefing),
    ...listed('network', text.network),
    ...Object.entries(text.goals).map(([id, goal]) => [`goal ${id}`, goal] as const),
    ...listed('hint', text.hints),
    ...listed('debrief', text.debrief),
    ['where the office stops', text.analogyEnds],
    ...listed('report', text.drill?.report ?? []),
    ...Object.entries(text.drill?.changes ?? {}).map(([id, change]) => [`change ${id}`, change] as const),
    ...Object.entries(text.drill?.looks ?? {}).map(([id, look]) => [`look ${id}`, look] as const),
    ...listed('sooner', text.drill?.sooner ?? []),
  ]);
}

describe('level texts in Chinese', () => {
  it('there are some', () => {
    expect(listLevelIds().length).toBeGreaterThan(0);
  });

  for (const id of listLevelIds()) {
    it(id, () => {
      const files = readLevelFolder(id);
      expect(files[CHINESE], `levels/${id}/${CHINESE} is missing`).toBeDefined();
      const [english, chinese] = ['text/en.md', CHINESE].map((name) => parseLevelText(files[name] ?? ''));
      expect(chinese?.problems).toEqual([]);
      expect(chinese?.cites.toSorted()).toEqual(english?.cites.toSorted());
      if (!english?.text || !chinese?.text) throw new Error('no text');
      expect(chinese.text.commands).toEqual(english.text.commands);
      const [left, right] = [partsOf(english.text), partsOf(chinese.text)];
      expect([...right.keys()]).toEqual([...left.keys()]);
      const faults = [...left].flatMap(([place, text]) => {
        const other = right.get(place) ?? '';
        return [
          ...(/\p{Script=Han}/u.test(other) || text === other ? [] : [`${place} is not Chinese`]),
          ...codeSpans(text)
            .filter((span) => !codeSpans(other).includes(span))
            .map((span) => `${place} lost ${span}`),
          ...codeSpans(other)
            .filter((span) => !codeSpans(text).includes(span))
            .map((span) => `${place} has ${span}, which the English has not`),
          ...strayWords(other).map((word) => `${place} still says “${word}”`),
        ];
      });
      expect(faults).toEqual([]);
    });
  }
});
