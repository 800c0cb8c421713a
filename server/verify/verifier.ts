// Verifier: a handed-in link, judged again by the same engine as the page's. It opens what arrives with every cap of a link, and never reads YAML of others.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { SubmissionVerdict } from '../../src/classroom/event.ts';
import type { Level } from '../../src/levels/level.ts';
import { parseLevel } from '../../src/levels/parseLevel.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { verifySolution } from '../../src/levels/verify/verifySolution.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { createLinkCodec } from '../../src/share/linkCodec.ts';

export interface VerifyRequest {
  readonly level: string;
  readonly rev: number;
  readonly seed?: number;
  /** `1.…` or `2.…` */
  readonly solution: string;
}

export type VerifyAnswer =
  | { readonly ok: true; readonly verdict: SubmissionVerdict }
  /** `why`: a key of words/, or one of `otherLevel`, `otherVariant`, `unknownLevel`. */
  | {
      readonly ok: false;
      readonly code: 'badSolution';
      readonly why: string;
      readonly params?: Readonly<Record<string, string | number>>;
    }
  | { readonly ok: false; readonly code: 'busy' | 'tooHard' };

export interface Verifier {
  verify(request: VerifyRequest): Promise<VerifyAnswer>;
  close(): Promise<void>;
}

/** Text files of a level by their path in its folder; undefined when there is none. */
export type ReadLevelFiles = (id: string) => Readonly<Record<string, string>> | undefined;

/** Levels that are kept parsed: a class on three levels with seeds of their own has some ninety. */
const MOST_LEVELS = 200;

export function createJudge(readFiles: ReadLevelFiles): (request: VerifyRequest) => VerifyAnswer {
  const codec = createLinkCodec({ networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain });
  const engine = createEngine();
  const levels = new Map<string, Level>();

  const find = (id: string, seed: number | undefined): Level | undefined => {
    const key = `${id}~${seed ?? ''}`;
    const known = levels.get(key);
    if (known) return known;
    const files = readFiles(id);
    const level = files && parseLevel(seed === undefined ? files : varyLevel(files, String(seed))).level;
    if (!level) return undefined;
    if (levels.size >= MOST_LEVELS) levels.delete(levels.keys().next().value ?? '');
    levels.set(key, level);
    return level;
  };

  return ({ level: id, seed, solution }) => {
    const opened = codec.decodeLink(solution);
    if (!opened.ok) return bad(`link.${opened.problem.code}`, opened.problem.params);
    if (opened.solution.level !== id) return bad('otherLevel');
    if (opened.solution.seed !== seed) return bad('otherVariant');
    const level = find(id, seed);
    if (!level) return bad('unknownLevel');
    const verified = verifySolution(engine, level, opened.solution.edits);
    if (!verified.ok) return bad(verified.code, verified.params);
    const { goals, stars, mistake, hash } = verified.verdict;
    return { ok: true, verdict: { goals, stars, ...(mistake === undefined ? {} : { mistake }), hash } };
  };
}

function bad(why: string, params?: Readonly<Record<string, string | number>>): VerifyAnswer {
  return { ok: false, code: 'badSolution', why, ...(params ? { params } : {}) };
}

/** In this thread: for tests, and for a server that is told to have no workers. */
export function createInlineVerifier(readFiles: ReadLevelFiles): Verifier {
  const judge = createJudge(readFiles);
  return { verify: async (request) => judge(request), close: async () => undefined };
}
