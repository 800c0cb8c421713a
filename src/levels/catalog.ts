// The catalog: what the start page needs of each level, read from level.yaml and the text of one locale.
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import type { LevelCard } from './level.ts';
import { parseLevelText } from './levelText.ts';
import { LEVEL_SCHEMA } from './schema.ts';

/** Undefined when either text is not in order; the checks of tests/levels say why. */
export function cardOf(levelYaml: string, textMarkdown: string): LevelCard | undefined {
  const head = v.safeParse(LEVEL_SCHEMA, parseYaml(levelYaml, { maxAliasCount: 0 }));
  const { text } = parseLevelText(textMarkdown);
  if (!head.success || !text) return undefined;
  const { id, rev, chapter, order, minutes } = head.output;
  return { id, rev, chapter, order, minutes, title: text.title, subtitle: text.subtitle };
}

export function sortCards(cards: readonly LevelCard[]): LevelCard[] {
  return cards.toSorted((a, b) => a.chapter - b.chapter || a.order - b.order);
}
