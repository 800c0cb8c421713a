// Suggestions for lessons of 45 minutes (35 of play, 10 of talk), by the levels' numbers: chapter.order.
import type { LevelCard } from '../../levels/level.ts';

const LESSONS: readonly (readonly [name: string, levels: string])[] = [
  ['A', '0.1 0.2 0.3 1.1'],
  ['B', '1.2 1.3 1.4'],
  ['C', '1.5 1.6 1.7'],
  ['D', '2.1 2.2 2.3 2.4'],
  ['E', '2.5 2.6 2.7'],
  ['F', '3.1 3.2 3.3 3.4'],
  ['G', '3.5 3.6'],
  ['H', '4.1 4.2 4.3 4.4'],
  ['I', '4.5 4.6 4.7'],
  ['J', '4.8 4.9'],
  ['K', '5.1 5.2 5.3'],
  ['L', '5.4 5.5'],
  ['M', '5.6 5.7 5.8'],
  ['N', '6.1 6.2 6.3'],
  ['O', '6.4 7.1'],
  ['P', '7.2 7.3'],
  ['Q', '7.4 7.5'],
  ['R', '7.6 7.7'],
  ['S', '7.8 7.9'],
  ['taster', '0.1 2.1 2.2 4.2'],
];

export interface Lesson {
  readonly name: string;
  readonly levels: readonly string[];
  readonly minutes: number;
}

/** Those whose levels there are. */
export function listLessons(cards: readonly LevelCard[]): readonly Lesson[] {
  return LESSONS.flatMap(([name, written]) => {
    const wanted = written.split(' ');
    const found = wanted.flatMap((place) => cards.find(({ chapter, order }) => `${chapter}.${order}` === place) ?? []);
    const minutes = found.reduce((sum, card) => sum + card.minutes, 0);
    return found.length === wanted.length ? [{ name, levels: found.map(({ id }) => id), minutes }] : [];
  });
}
