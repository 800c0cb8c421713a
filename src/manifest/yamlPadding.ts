// Blanks inside brackets as the text had them: `{ a: [b] }` is how most people write, and a writer knows one habit for both kinds of bracket.
import { isMap, parseDocument, visit } from 'yaml';
import { READING } from './yamlDialect.ts';

/** `written` with a blank inside every bracket; `text` shows which blanks its author writes. */
export function padAs(text: string, written: string): string {
  const bare = { map: /\{[^\s{}]/.test(text), seq: /\[[^\s[\]]/.test(text) && !/\[ +[^\s\]]/.test(text) };
  if (!bare.map && !bare.seq) return written;
  const cuts: number[] = [];
  visit(parseDocument(written, READING), {
    Collection: (_key, node) => {
      const [start, end] = node.range ?? [0, 0];
      if (node.flow !== true || !bare[isMap(node) ? 'map' : 'seq']) return;
      // Where lines break, the line breaks are the blanks.
      if (/^. \S/.test(written.slice(start, start + 3))) cuts.push(start + 1);
      if (/^\S .$/.test(written.slice(end - 3, end))) cuts.push(end - 2);
    },
  });
  let rest = written.length;
  const parts: string[] = [];
  for (const cut of cuts.sort((a, b) => b - a)) {
    if (cut >= rest) continue;
    parts.push(written.slice(cut + 1, rest));
    rest = cut;
  }
  return [written.slice(0, rest), ...parts.reverse()].join('');
}
