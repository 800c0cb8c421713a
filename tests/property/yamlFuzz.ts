// Hostile manifests by the thousand: kubectl's own output cut, spliced, re-indented and salted with traps. Each must come back as objects
// or as sentences with a place; none may throw, take long, or touch Object.prototype. Also run by `npm run fuzz`.
import { sameValue } from '../../src/engine/model/sameValue.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import type { ParsedManifests } from '../../src/manifest/types.ts';
import { writeNetwork, writeResource } from '../../src/manifest/writeManifests.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';
import { MANIFESTS, TRAPS } from '../support/yamlCorpus.ts';

export interface YamlFuzzReport {
  readonly cases: number;
  readonly seed: number;
  /** Texts that were read without an error; the rest were refused. */
  readonly read: number;
  /** Broken promises: a throw, a wrong answer, a touched prototype. */
  readonly crashes: number;
  /** Texts that took longer than the watchdog allows. */
  readonly slow: number;
  readonly slowestMs: number;
  readonly failures: readonly { readonly text: string; readonly what: string }[];
}

const WATCHDOG_MS = 2000;
const TEXTS = Object.values(MANIFESTS);
const SHORT_TRAPS = Object.values(TRAPS).filter((text) => text.length < 3000);
/** One to a line; a space at the end counts. */
const SALT = `{
}
[
]
,
: 
:
- 
? 
&a 
*a
!!str 
!x 
#
"
'
\\
null
~
.inf
0o17
010
1e9
-0
yes
items: 
2026-01-01
99999999999999999999`
  .split('\n')
  .concat(['|\n', '>-\n', '%YAML 1.2\n', '---\n', '...\n', '\t', '\r\n', '\0', '\u0085', '\ufeff', '\ud800', 'é'])
  .concat([
    '<<: ',
    '__proto__: x\n',
    'constructor: 1\n',
    'kind: List\n',
    'apiVersion: v1\n',
    'spec:\n',
    'metadata: {}\n',
    'toString: {}\n',
  ]);

export function fuzzYaml(cases: number, seed: number, onProgress?: (done: number) => void): YamlFuzzReport {
  const random = createRandom(seed);
  const failures: { text: string; what: string }[] = [];
  let [read, crashes, slow, slowestMs] = [0, 0, 0, 0];
  for (let index = 0; index < cases; index++) {
    const text = mutate(random);
    const before = performance.now();
    const { complaint, parsed } = tryText(text);
    const took = performance.now() - before;
    slowestMs = Math.max(slowestMs, took);
    if (parsed) read++;
    const what = complaint ?? (took > WATCHDOG_MS ? `took ${Math.round(took)} ms` : undefined);
    if (complaint !== undefined) crashes++;
    else if (what !== undefined) slow++;
    if (what !== undefined && failures.length < 20) failures.push({ text: text.slice(0, 6000), what });
    if (index % 1000 === 999) onProgress?.(index + 1);
  }
  return { cases, seed, read, crashes, slow, slowestMs: Math.round(slowestMs * 10) / 10, failures };
}

function tryText(text: string): { readonly complaint?: string; readonly parsed?: true } {
  try {
    const result = parseManifests(text);
    const complaint = judge(text, result);
    if (complaint !== undefined) return { complaint };
    if (Object.keys(Object.prototype).length > 0) return { complaint: 'touched Object.prototype' };
    return result.problems.some(({ severity }) => severity === 'error') ? {} : { parsed: true };
  } catch (error) {
    return { complaint: `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}

/** Every sentence has a place in the text, and every object that was read is written and read again as itself. */
function judge(text: string, { problems, resources, network, report }: ParsedManifests): string | undefined {
  const lines = text.split(/\r\n?|\n/).length;
  for (const { message, line, column } of problems) {
    if (message.trim() === '' || message.includes('\n')) return `not one sentence: ${JSON.stringify(message)}`;
    if (line < 1 || line > lines || column < 1) return `a place outside the text: ${line}:${column} of ${lines} lines`;
  }
  if (report.some(({ line, object }) => line < 1 || line > lines || object.includes('\n')))
    return 'a report line outside the text';
  for (const resource of resources) {
    const again = parseManifests(writeResource(resource));
    if (!sameValue(again.resources[0], resource))
      return `written and read again, ${resource.kind} ${resource.metadata.name} is another: ${writeResource(resource)}`;
  }
  if (network && !sameValue(parseManifests(writeNetwork(network)).network, network))
    return 'written and read again, the Network is another';
  return undefined;
}

function mutate(random: Random): string {
  let text = TEXTS[random.below(TEXTS.length)] ?? '';
  if (random.chance(3))
    text = [text, TEXTS[random.below(TEXTS.length)] ?? ''].join(random.pick(['---\n', '\n---\n', '...\n', '', '\n']));
  for (let count = random.chance(2) ? 1 : 1 + random.below(4); count > 0; count--)
    text = random.chance(2) ? retype(random, text) : mutateOnce(random, text);
  return text;
}

function mutateOnce(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const end = at + random.below(random.chance(2) ? 8 : 400);
  const salt = (): string => SALT[random.below(SALT.length)] ?? '';
  switch (random.below(12)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + text.slice(at, end).repeat(1 + random.below(4)) + text.slice(at);
    case 2:
      return text.slice(0, at) + salt() + text.slice(at);
    case 3:
      return text.slice(0, at) + salt() + text.slice(at + 1 + random.below(12));
    case 4:
      return text.slice(0, at);
    case 5: {
      const other = TEXTS[random.below(TEXTS.length)] ?? '';
      const from = random.below(other.length);
      return text.slice(0, at) + other.slice(from, from + random.below(600)) + text.slice(at);
    }
    case 6:
      return text.slice(0, at) + (SHORT_TRAPS[random.below(SHORT_TRAPS.length)] ?? '') + text.slice(at);
    case 7:
      return text.slice(0, at) + salt().repeat(1 + random.below(300)) + text.slice(at);
    case 8:
      return (
        text.slice(0, at) + String.fromCharCode(random.below(random.chance(2) ? 128 : 65_536)) + text.slice(at + random.below(2))
      );
    case 9:
      return mutateLine(random, text, (line) => `${' '.repeat(random.below(12))}${line.trimStart()}`);
    case 10:
      return mutateLine(random, text, () => '');
    default:
      return mutateLine(random, text, (line) =>
        line.replace(/[A-Za-z]+/, (word) => word.slice(0, -1) + random.pick(['x', '', 'Ss', '-', '.'])),
      );
  }
}

const VALUES =
  `web Web 80 "80" 0 -1 65536 30080 3e9 1.5 true null ~ "" '' [] {} [1] [null] [{}] None Local ClusterIP LoadBalancer ExternalName
Ingress UDP In Exists Always Never http a--b x.example.com * 10.0.0.1 10.0.0.1/8 10.0.0.0/8 ::/0 fd00::1 300.1.1.1 172.31.0.0/16 2026-01-01
0x10 010 yes "true" *labels`
    .split(/\s/)
    .concat(['[a, b]', '{a: b}', '{a: 1}', '&a b', '|\n  text']);

/** The text stays YAML: one scalar becomes another value, or one key another. */
function retype(random: Random, text: string): string {
  const spots = [
    ...text.matchAll(random.chance(4) ? /[A-Za-z]\w*(?=: )/g : /(?<=: |- |\[|, )["']?[\w./:-]+["']?(?=$|[,\]} ])/gm),
  ];
  const spot = spots[random.below(Math.max(1, spots.length))];
  if (!spot) return text;
  const value = VALUES[random.below(VALUES.length)] ?? '';
  return text.slice(0, spot.index) + value + text.slice(spot.index + spot[0].length);
}

function mutateLine(random: Random, text: string, change: (line: string) => string): string {
  const lines = text.split('\n');
  const index = random.below(lines.length);
  return lines.with(index, change(lines[index] ?? '')).join('\n');
}
