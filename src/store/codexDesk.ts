// The desk of the codex: reads pages, makes a page's little world with some switches on, and asks an engine of its own what becomes of its letters.
// The player's own network is never touched.
import type { Answer } from '../engine/api.ts';
import type { Trace } from '../engine/forward/trace.ts';
import type { Concept, ConceptCard, ConceptText } from '../levels/codex/concept.ts';
import type { EngineClient, ManifestClient } from './services.ts';

export interface CodexPage {
  readonly concept: Concept;
  readonly text: ConceptText;
}

export interface CodexDesk {
  index(locale: string): Promise<readonly ConceptCard[]>;
  /** Undefined when there is no such page. */
  page(id: string, locale: string): Promise<CodexPage | undefined>;
  /** One answer for every letter of the page, in order. Undefined when another question has overtaken this one. */
  look(id: string, on: readonly string[]): Promise<readonly Answer<Trace>[] | undefined>;
}

export interface CodexDeskParts {
  readonly manifests: Pick<ManifestClient, 'readConcept' | 'conceptWorld'>;
  /** Made when the first drawing asks. */
  readonly engine: () => Pick<EngineClient, 'load' | 'trace'>;
  index(locale: string): Promise<readonly ConceptCard[]>;
  files(id: string): Promise<Readonly<Record<string, string>> | undefined>;
}

export function createCodexDesk(parts: CodexDeskParts): CodexDesk {
  const { manifests, engine } = parts;
  let revision = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const pages = new Map<string, Promise<CodexPage | undefined>>();
  const read = async (id: string, locale: string): Promise<CodexPage | undefined> => {
    const found = await parts.files(id);
    const page = found && (await manifests.readConcept(found, locale));
    return page?.ok ? { concept: page.concept, text: page.text } : undefined;
  };
  const page = (id: string, locale: string): Promise<CodexPage | undefined> => {
    const key = `${locale}/${id}`;
    const known = pages.get(key) ?? read(id, locale);
    pages.set(key, known);
    // A chunk that could not be fetched may be there the next time.
    known.catch(() => pages.delete(key));
    return known;
  };
  return {
    index: (locale) => parts.index(locale),
    page,
    look: (id, on) => {
      const mine = ++revision;
      const run = queue.then(async () => {
        if (mine !== revision) return undefined;
        const [found, opened] = await Promise.all([parts.files(id), page(id, 'en')]);
        if (!found || !opened) return undefined;
        const { spec } = await manifests.conceptWorld(found, on);
        await engine().load({ spec, revision: mine });
        const answers: Answer<Trace>[] = [];
        for (const { from, to } of opened.concept.letters) {
          answers.push(await engine().trace({ revision: mine, flow: { from, to } }));
        }
        return mine === revision ? answers : undefined;
      });
      queue = run.catch(() => undefined);
      return run;
    },
  };
}
