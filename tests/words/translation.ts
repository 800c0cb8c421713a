// What a translation must keep, and what it must not leave over.

export interface Pair {
  readonly key: string;
  readonly english?: string;
  readonly chinese?: string;
}

/** The same sentence in both languages, each vocabulary for itself; either may be missing. */
export function pairsOf(english: Readonly<Record<string, unknown>>, chinese: Readonly<Record<string, unknown>>): readonly Pair[] {
  const [left, right] = [flatten(english), flatten(chinese)];
  return [...new Set([...left.keys(), ...right.keys()])].map((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    return { key, ...(one === undefined ? {} : { english: one }), ...(other === undefined ? {} : { chinese: other }) };
  });
}

function flatten(module: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') {
      const last = path.at(-1) ?? '';
      const vocabulary = last === 'office' || last === 'network';
      found.set(vocabulary ? `${path.slice(0, -1).join(' ')} (${last})` : path.join(' '), value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name]);
    }
  };
  // The name of the constant is no part of a key.
  for (const table of Object.values(module)) visit(table, []);
  return found;
}

const SLOT = /\{([A-Za-z][A-Za-z0-9]*)((?:\|[^{}|]*)*)\}/g;

export function slotsOf(sentence: string): readonly string[] {
  return [...new Set([...sentence.matchAll(SLOT)].map(([, name = '']) => name))];
}

/** All but those that only bend a word (`{count|is|are}`): another grammar may need none. */
export function neededSlots(sentence: string): readonly string[] {
  const needed = [...sentence.matchAll(SLOT)].filter(([, , forms = '']) => forms === '' || forms.includes('#'));
  return [...new Set(needed.map(([, name = '']) => name))];
}

export function codeSpans(sentence: string): readonly string[] {
  return [...new Set(sentence.match(/`[^`]*`/g))];
}

/** Keys whose sentence is what a tool prints, or a name: the same in every language. */
export const VERBATIM: readonly RegExp[] = [
  /^filter\.(?!notSimulated)/,
  /^terminal\.body$/,
  /^ui\.studio\.(peer|port)Hint$/,
  /^wiring\.kind\.nginx$/,
  /^ui\.title$/,
  /^ui\.language\./,
  /^ui\.sandbox\.placeholder$/,
  /^ui\.capture\.example$/,
];

/** Sentences of the terminal are full of commands without code spans: of them only the words that join a sentence are looked for. */
export const COMMANDS = /^terminal\./;

/** Policy sentences are one small language for every locale; these are its words. */
const SENTENCE = new Set(
  'policy pods in all namespaces namespace same from to anyone any port everything nothing ports or and not has lacks the accept send ignored addresses app web db data shop team tier value'.split(
    ' ',
  ),
);

const JOINING = new Set(
  'the is are was were be of to from an and or not here there that what this with its you your in on at by as so for than'.split(
    ' ',
  ),
);

/** Names of tools, of people and of things that are written like this in Chinese too. */
const NAMES = new Set(
  [
    'kubectl az tcpdump iptables kubelet kubenet helm kube pcapng tar zip',
    'get apply diff yaml json port host and tcp udp',
    'connection refused ping conntrack ndots privatelink www curl help',
    'web api metrics crumbs yml true false azure protocol except none userAssignedNATGateway shell here-document http',
  ].flatMap((line) => line.split(' ')),
);

/** Latin words that are no identifier, no name and no code: what a translation forgot. A word with a capital, a digit or a joint is an identifier. */
export function strayWords(sentence: string, key = ''): readonly string[] {
  const prose = sentence.replaceAll(/`[^`]*`/g, ' ').replaceAll(SLOT, (_slot, _name, forms: string) => ` ${forms} `);
  return (prose.match(/[A-Za-z0-9][A-Za-z0-9_./:@*=-]*/g) ?? [])
    .map((word) => word.replace(/[.:/-]+$/, ''))
    .filter((word) =>
      COMMANDS.test(key)
        ? JOINING.has(word)
        : /^[a-z]{2,}$/.test(word) && !NAMES.has(word) && !(key.startsWith('sentence.') && SENTENCE.has(word)),
    );
}
