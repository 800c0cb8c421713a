// Every page of the codex: it parses, its world has no error, the engine says what the page claims (`shows`), every switch changes something that
// is claimed, every rule is in docs/spec.md, every link goes somewhere, every letter and switch has a name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import type { Concept, ConceptClaim } from '../../src/levels/codex/concept.ts';
import { parseConceptText } from '../../src/levels/codex/conceptText.ts';
import { conceptWorld } from '../../src/levels/codex/conceptWorld.ts';
import { parseConcept, readConcept } from '../../src/levels/codex/parseConcept.ts';
import { listConcepts, readConceptCard } from '../../scripts/codexPlugin.mjs';
import { listLevelIds } from './folders.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ids: readonly string[] = listConcepts(PROJECT);
const levels = new Set(listLevelIds());
const rules = new Set(
  [...readFileSync(join(PROJECT, 'docs/spec.md'), 'utf8').matchAll(/^\| ([A-Z]+-?\d+[a-z]?) \| /gm)].map(([, id = '']) => id),
);

function filesIn(folder: string, prefix: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(yaml|md)$/.test(name))
    .map((name) => [prefix + name, readFileSync(join(folder, name), 'utf8')]);
}

function filesOf(id: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...filesIn(join(PROJECT, 'codex/worlds'), 'worlds/'), ...filesIn(join(PROJECT, 'codex', id), '')]);
}

function conceptOf(files: Readonly<Record<string, string>>): Concept {
  const parsed = parseConcept(files['concept.yaml'] ?? '');
  if ('problems' in parsed) throw new Error(parsed.problems.join('; '));
  return parsed.concept;
}

/** What the engine says of a letter, in the words of a claim. */
function said(trace: Trace, claim: Partial<ConceptClaim>): Partial<ConceptClaim> {
  const lost = trace.reply && trace.reply.verdict.outcome !== 'delivered' ? trace.reply.verdict : undefined;
  const rule = lost?.rule ?? trace.verdict.rule;
  return {
    outcome: trace.verdict.outcome,
    ...(claim.sender === undefined ? {} : { sender: trace.sourceSeen ?? '' }),
    ...(claim.by === undefined ? {} : { by: rule?.object ?? '' }),
    ...(claim.deliveredTo === undefined ? {} : { deliveredTo: trace.deliveredTo ?? '' }),
    ...(claim.via === undefined ? {} : { via: trace.via.find((name) => name === claim.via) ?? trace.via.join(' ') }),
    ...(claim.asks === undefined ? {} : { asks: trace.dns?.queries[0]?.name ?? '' }),
    ...(claim.reply === undefined ? {} : { reply: trace.reply?.verdict.outcome ?? '' }),
  };
}

function walk(files: Readonly<Record<string, string>>, on: readonly string[], letter: string): Trace {
  const { spec, problems } = conceptWorld(files, on);
  expect(problems).toEqual([]);
  const engine = createEngine();
  const { diagnostics } = engine.load({ spec, revision: 1 });
  const flow = conceptOf(files).letters.find(({ id }) => id === letter);
  if (!flow) throw new Error(`no letter ${letter}`);
  const answer = engine.trace({ revision: 1, flow: { from: flow.from, to: flow.to } });
  if (!answer.ok) throw new Error(`${letter}: ${answer.code} ${JSON.stringify(answer.params)} ${JSON.stringify(diagnostics)}`);
  return answer.value;
}

const ALL = ['outcome', 'sender', 'by', 'deliveredTo', 'via', 'asks', 'reply'] as const;

describe('the codex', () => {
  it('has a page for every idea that is taught first', () => {
    expect(ids.length).toBeGreaterThan(8);
  });

  for (const id of ids) {
    describe(id, () => {
      const files = filesOf(id);

      it('reads, and every letter and switch has a name', () => {
        const read = readConcept(files, 'en');
        if (!read.ok) throw new Error(read.problems.join('; '));
        const { concept, text } = read;
        expect(concept.id).toBe(id);
        expect(Object.keys(text.names).toSorted()).toEqual(
          [...concept.letters.map((letter) => letter.id), ...concept.switches].toSorted(),
        );
        const named = filesIn(join(PROJECT, 'codex', id), '').map(([name]) => name);
        expect(named.filter((name) => name.startsWith('switch/')).toSorted()).toEqual(
          concept.switches.map((name) => `switch/${name}.yaml`).toSorted(),
        );
      });

      it('every text is in order and says the same names', () => {
        const english = parseConceptText(files['text/en.md'] ?? '').text;
        for (const [name, text] of Object.entries(files).filter(([path]) => path.startsWith('text/'))) {
          const parsed = parseConceptText(text);
          expect(parsed.problems, name).toEqual([]);
          expect(Object.keys(parsed.text?.names ?? {}).toSorted(), name).toEqual(Object.keys(english?.names ?? {}).toSorted());
          expect(parsed.text?.commands.length, name).toBe(english?.commands.length);
        }
      });

      it('every rule exists', () => {
        const cited = parseConceptText(files['text/en.md'] ?? '').cites;
        expect([...conceptOf(files).rules, ...cited].filter((rule) => !rules.has(rule))).toEqual([]);
        expect(cited.length).toBeGreaterThan(0);
      });

      it('every link goes somewhere', () => {
        const concept = conceptOf(files);
        expect(concept.related.filter((other) => !existsSync(join(PROJECT, 'codex', other, 'concept.yaml')))).toEqual([]);
        expect(concept.related).not.toContain(id);
        expect(concept.levels.filter((level) => !levels.has(level))).toEqual([]);
        const card = readConceptCard(PROJECT, id, 'en') as {
          levels: readonly string[];
          aliases: readonly string[];
          words: string;
        };
        expect(card.levels.filter((level) => !levels.has(level))).toEqual([]);
        expect(card.aliases).toEqual(parseConceptText(files['text/en.md'] ?? '').text?.aliases);
        expect(card.words).not.toMatch(/`|\[[A-Z]+-?\d/);
      });

      it('the engine says what the page says', () => {
        const concept = conceptOf(files);
        const wrong = concept.shows.flatMap((claim) => {
          const { letter, on, ...rest } = claim;
          const real = said(walk(files, on, letter), claim);
          return ALL.every((key) => real[key] === rest[key]) ? [] : [{ letter, on, claimed: rest, real }];
        });
        expect(wrong).toEqual([]);
      });

      it('every switch changes what is claimed of a letter', () => {
        const concept = conceptOf(files);
        for (const name of concept.switches) {
          const changed = concept.shows.some((claim) => {
            if (!claim.on.includes(name)) return false;
            const without = said(
              walk(
                files,
                claim.on.filter((other) => other !== name),
                claim.letter,
              ),
              claim,
            );
            return ALL.some((key) => claim[key] !== undefined && claim[key] !== without[key]);
          });
          expect(changed, name).toBe(true);
        }
      });
    });
  }
});
