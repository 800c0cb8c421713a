// Progress as a file: stars, every level's own work and the made levels that are kept here, out and in again on another machine. What comes in
// is hostile until rebuilt, and never takes the place of work that is already here.
import type { Context } from './context.ts';
import { documentKey, isRecord, mergeProgress, readProgress, type SavedDocument } from './saving.ts';
import type { Actions } from './state.ts';
import { keepLevel, listKept } from './workshopLevels.ts';

const FORMAT = 'cidr-house-progress';
/** Characters: a hundred levels of large worlds; more is nobody's progress. */
const LARGEST = 16_000_000;
/** Made levels read from one file. */
const MOST_MADE = 200;

export type ProgressActions = Pick<Actions, 'exportProgress' | 'importProgress'>;

export function createProgressActions(context: Context): ProgressActions {
  const { store, services } = context;
  return {
    exportProgress: async (levels) => {
      const documents: Record<string, unknown> = {};
      const kept = await listKept(context);
      const made: string[] = [];
      for (const { id } of kept) {
        const text = await services.saves.read(`made/${id}`);
        if (typeof text === 'string') made.push(text);
      }
      for (const id of [...levels, 'sandbox', ...kept.map((level) => level.id)]) {
        const saved = await services.saves.read(documentKey(id));
        if (saved !== undefined) documents[id] = saved;
      }
      return `${JSON.stringify({ format: FORMAT, version: 1, progress: store.getState().progress, documents, made })}\n`;
    },
    importProgress: async (text, levels) => {
      const file = parse(text);
      if (!file) return undefined;
      const made = await bringMade(context, file['made']);
      const known = [...levels, ...made];
      const progress = mergeProgress(store.getState().progress, readProgress(file['progress'], known));
      store.setState({ progress });
      let saved = await services.saves.write('progress', progress);
      let brought = 0;
      let kept = 0;
      const documents = isRecord(file['documents']) ? file['documents'] : {};
      for (const id of [...known, 'sandbox']) {
        const found = Object.hasOwn(documents, id) ? await rebuild(context, id, documents[id]) : undefined;
        if (!found || found.entries.length === 0) continue;
        const own = await services.saves.read(documentKey(id));
        // Work is work, even work that cannot be read.
        if (own !== undefined && !(isRecord(own) && Array.isArray(own['entries']) && own['entries'].length === 0)) kept += 1;
        else {
          saved = (await services.saves.write(documentKey(id), found)) && saved;
          brought += 1;
        }
      }
      if (!saved) context.notify('save.failed');
      return { brought, kept };
    },
  };
}

/** Names of the made levels that are kept here now: those of the file too, each rebuilt and named by its own content. */
async function bringMade(context: Context, texts: unknown): Promise<readonly string[]> {
  const { workshop } = context.services;
  const here = (await listKept(context)).map(({ id }) => id);
  if (!workshop || !Array.isArray(texts)) return here;
  const known = new Set(here);
  for (const text of texts.slice(0, MOST_MADE).reverse() as readonly unknown[]) {
    const read = typeof text === 'string' ? await workshop.readMade(text) : undefined;
    if (!read?.ok) continue;
    const id = await workshop.idOf(read.made);
    if (!known.has(id) && (await keepLevel(context, read.made, id))) known.add(id);
  }
  return [...known];
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > LARGEST) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value['format'] === FORMAT && value['version'] === 1 ? value : undefined;
  } catch {
    return undefined;
  }
}

async function rebuild(context: Context, id: string, saved: unknown): Promise<SavedDocument | undefined> {
  const entries = isRecord(saved) ? await context.services.manifests.rebuildEntries(saved['entries']) : undefined;
  if (!isRecord(saved) || !entries) return undefined;
  const applied = typeof saved['applied'] === 'number' ? Math.trunc(saved['applied']) : entries.length;
  const drafts = isRecord(saved['drafts']) ? saved['drafts'] : {};
  return {
    version: 1,
    level: id,
    rev: typeof saved['rev'] === 'number' ? saved['rev'] : 0,
    entries,
    applied: Math.min(entries.length, Math.max(0, applied)),
    drafts: Object.fromEntries(Object.entries(drafts).filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
    solutionViewed: saved['solutionViewed'] === true,
  };
}
