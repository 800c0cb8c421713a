// What a screen says without having asked for it by key: under the pseudo-locale every sentence of ours stands in ⟦brackets⟧, so a word outside
// them was written into a component. Names of the player's world and code are nobody's to translate.

const CODE = 'code, pre, .mono, textarea, [lang], .cites, .terminal-prompt, .terminal-log';
const SAID = ['aria-label', 'title', 'placeholder', 'alt'];
/** Signs that are the same in every language: protocols, keys, and how ends of a flow are written. */
const SIGNS = new Set(
  'internet vm AAAA ACK AZ CIDR CNAME DNS FIN GET HTTP HTTPS ICMP IP PSH RST SCTP SVG SYN TCP TLS UDP YAML'.split(' '),
);

/** Words outside brackets; `known` says which are names. */
export function unspoken(root: HTMLElement, known: ReadonlySet<string>): string[] {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll(CODE)) part.replaceWith(' ');
  const attributes = [root, ...root.querySelectorAll('*')].flatMap((element) =>
    SAID.flatMap((name) => element.getAttribute(name) ?? []),
  );
  const texts = [textOf(copy), ...attributes];
  return [...new Set(texts.flatMap((text) => wordsOf(outside(text))))].filter((word) => !known.has(word) && !SIGNS.has(word));
}

function textOf(node: Node): string {
  if (node.nodeType === 3) return `${node.textContent ?? ''} `;
  return [...node.childNodes].map(textOf).join('');
}

/** A sentence may hold another one: brackets nest. */
function outside(text: string): string {
  let depth = 0;
  let left = '';
  for (const letter of text) {
    if (letter === '⟦') depth++;
    else if (letter === '⟧') depth--;
    else if (depth === 0) left += letter;
  }
  return left;
}

function wordsOf(text: string): string[] {
  // One letter is a key or a mark.
  return (text.match(/[\p{L}][\p{L}\p{N}_.-]*/gu) ?? [])
    .map((word) => word.replace(/[.-]+$/, ''))
    .filter((word) => word.length > 1);
}

/** Every value that a document holds, whole and in parts, and the names under which things stand in it; not the names of its fields. */
export function namesIn(document: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') for (const word of value.match(/[\p{L}][\p{L}\p{N}_.-]*/gu) ?? []) found.add(word);
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(document);
  return found;
}
