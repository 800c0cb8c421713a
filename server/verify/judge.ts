// One question to the verifier: a level, the seed that its seat plays, and the link that was handed in. Nothing of it is believed.
import type { SubmissionVerdict } from '../../src/classroom/event.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { verifySolution } from '../../src/levels/verify/verifySolution.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { createLinkCodec } from '../../src/share/linkCodec.ts';
import type { LevelShelf } from './levelShelf.ts';

export interface Question {
  readonly level: string;
  readonly rev: number;
  readonly seed?: number;
  readonly solution: string;
}

export type Answer =
  | { readonly ok: true; readonly verdict: SubmissionVerdict }
  | {
      readonly ok: false;
      readonly code: 'badSolution' | 'otherLevel' | 'otherRevision' | 'otherSeed' | 'notAccepted' | 'tooComplex' | 'noSuchLevel';
      /** A code of words/ that says more. */
      readonly why?: string;
    };

const codec = createLinkCodec({ networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain });

export function judge(shelf: LevelShelf, { level: id, rev, seed, solution }: Question): Answer {
  const read = codec.decodeLink(solution);
  if (!read.ok) return { ok: false, code: 'badSolution', why: `link.${read.problem.code}` };
  const handed = read.solution;
  if (handed.level !== id) return { ok: false, code: 'otherLevel' };
  if (handed.rev !== rev) return { ok: false, code: 'otherRevision' };
  if (handed.seed !== seed) return { ok: false, code: 'otherSeed' };
  const level = shelf.read(id, seed);
  if (!level) return { ok: false, code: 'noSuchLevel' };
  if (level.rev !== rev) return { ok: false, code: 'otherRevision' };
  const verified = verifySolution(createEngine(), level, handed.edits);
  if (!verified.ok) {
    const complex = verified.code === 'flow.tooComplex';
    return { ok: false, code: complex ? 'tooComplex' : 'notAccepted', why: verified.code };
  }
  const { goals, stars, mistake, missed, hash } = verified.verdict;
  const why = { ...(mistake === undefined ? {} : { mistake }), ...(missed.length === 0 ? {} : { missed }) };
  return { ok: true, verdict: { goals, stars, hash, ...why } };
}
