// Variants of a level: the same lesson in other dress. A seed draws other addresses, ports, node ports and another label key, and every file of the
// level, its texts and answers included, is written anew with them. The same seed gives the same bytes in Node and in every browser. Addresses keep
// their relations (what held what holds it still), so that the verdict of every solution stays; tests/levels/variants.test.ts holds that.
import { parse as parseYaml } from 'yaml';
import * as v from 'valibot';
import type { LevelFiles } from '../parseLevel.ts';
import { createRandom, type Random } from '../practice/random.ts';
import { LEVEL_SCHEMA } from '../schema.ts';
import { drawAddresses } from './varyAddresses.ts';

/** What a level lets a seed change; all of it where it says nothing. */
export interface Vary {
  readonly addresses?: boolean;
  readonly ports?: boolean;
  readonly label?: boolean;
}

/** The files of the level as this seed dresses them. A level that keeps everything, or is not in order, comes back as it is. */
export function varyLevel(files: LevelFiles, seed: string): LevelFiles {
  const vary = varyOf(files);
  if (!vary || !changes(vary)) return files;
  const random = createRandom(`vary/${seed}`);
  // Every draw is made, so that what one level keeps does not change what is drawn for the rest.
  const addresses = drawAddresses(files, random);
  const ports = drawPorts(files, random);
  const label = drawLabel(files, random);
  const dress = (text: string): string => {
    let dressed = text;
    if (vary.addresses !== false) dressed = addresses(dressed);
    if (vary.ports !== false) dressed = ports(dressed);
    return vary.label === false ? dressed : label(dressed);
  };
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, dressFile(path, text, dress)]));
}

/** Does a seed change anything of this level? */
export function isVaried(files: LevelFiles): boolean {
  const vary = varyOf(files);
  return vary !== undefined && changes(vary);
}

function changes({ addresses, ports, label }: Vary): boolean {
  return [addresses, ports, label].some((part) => part !== false);
}

function varyOf(files: LevelFiles): Vary | undefined {
  let raw: unknown;
  try {
    raw = parseYaml(files['level.yaml'] ?? '', { maxAliasCount: 0, version: '1.2' });
  } catch {
    return undefined;
  }
  const read = v.safeParse(LEVEL_SCHEMA, raw);
  return read.success ? { ...read.output.vary } : undefined;
}

/** Of level.yaml the numbers of par and the list of rules are no ports. */
function dressFile(path: string, text: string, dress: (text: string) => string): string {
  if (path !== 'level.yaml') return dress(text);
  return text
    .split('\n')
    .map((line) => (/^(?:id|rev|chapter|order|minutes|rules|par|vary):/.test(line) ? line : dress(line)))
    .join('\n');
}

const APP_PORTS = [8080, 8000, 3000, 5000, 8088, 4000, 7070] as const;
/** Below it the allocator counts by itself. */
const FIRST_NODE_PORT = 30_060;
const NODE_PORTS = 2_700;

/** Ports that workloads listen on and node ports that somebody wrote, to others of their kind that the level does not speak of. */
function drawPorts(files: LevelFiles, random: Random): (text: string) => string {
  const all = Object.entries(files)
    .filter(([path]) => path !== 'level.yaml')
    .map(([, text]) => text);
  const spoken = new Set(Object.values(files).flatMap((text) => [...text.matchAll(/\d+/g)].map(([number]) => Number(number))));
  const declared = (field: string): number[] => [
    ...new Set(
      all.flatMap((text) => [...text.matchAll(new RegExp(`\\b${field}: *(\\d{4,5})\\b`, 'g'))].map(([, port]) => Number(port))),
    ),
  ];
  const drawn = new Map<number, number>();
  const free = random.shuffled(APP_PORTS.filter((port) => !spoken.has(port)));
  for (const port of declared('containerPort').sort((a, b) => a - b)) {
    const next = APP_PORTS.some((one) => one === port) ? free.pop() : undefined;
    if (next !== undefined) drawn.set(port, next);
  }
  const shift = 1 + random.below(NODE_PORTS - 1);
  for (const port of declared('nodePort').sort((a, b) => a - b)) {
    const next = FIRST_NODE_PORT + ((port - FIRST_NODE_PORT + shift) % NODE_PORTS);
    if (port >= FIRST_NODE_PORT && port < FIRST_NODE_PORT + NODE_PORTS && !spoken.has(next)) drawn.set(port, next);
  }
  if (drawn.size === 0) return (text) => text;
  const pattern = new RegExp(`(?<![\\w.-])(${[...drawn.keys()].join('|')})(?![\\w-]|\\.\\d)`, 'g');
  return (text) => text.replaceAll(pattern, (number) => String(drawn.get(Number(number)) ?? number));
}

const LABEL_KEYS = ['role', 'staff', 'desk', 'crew', 'unit'] as const;

/** The label key that the company wears, where it is written as a key or alone as code. */
function drawLabel(files: LevelFiles, random: Random): (text: string) => string {
  const whole = Object.values(files).join('\n');
  const free = LABEL_KEYS.filter((key) => !new RegExp(`\\b${key}\\b`).test(whole));
  const key = random.shuffled(free)[0] ?? 'app';
  const written =
    /(?<![\w./-])app(?=["']? *(?:[:=]|(?:not)?in \(|!=) *["']?[a-z("])|(?<=\bkey: *)app(?![\w-])|(?<=`)app(?=`)|(?<=-L )app(?![\w-])/g;
  return (text) => text.replaceAll(written, key);
}
