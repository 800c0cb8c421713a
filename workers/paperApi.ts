// What the workshop's worker answers for paper mode (store/paper/paperTypes.ts): challenges and result codes rebuilt strictly, solutions judged by an
// engine of its own on the variant that they were made for.
import { rebuildChallenge } from '../src/classroom/challenge.ts';
import { cleanName } from '../src/classroom/names.ts';
import type { EngineApi } from '../src/engine/api.ts';
import type { Level } from '../src/levels/level.ts';
import { parseLevel } from '../src/levels/parseLevel.ts';
import { varyLevel } from '../src/levels/variant/varyLevel.ts';
import { verifySolution } from '../src/levels/verify/verifySolution.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../src/manifest/plainObjects.ts';
import { createChallengeCodec } from '../src/share/challengeLink.ts';
import { createResultCodec, splitResults } from '../src/share/resultLink.ts';
import type { PaperApi, VerifyQuestion } from '../src/store/paper/paperTypes.ts';

/** A class that plays the same numbers asks for the same few levels again and again. */
const MOST_KEPT = 40;

export function createPaperApi(engine: EngineApi): PaperApi {
  const challenges = createChallengeCodec(rebuildChallenge);
  const objects = { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain };
  const results = createResultCodec({
    objects,
    tidyAlias: (alias) => {
      const read = cleanName(alias);
      return read.ok ? read.name : undefined;
    },
  });
  const kept = new Map<string, Level | undefined>();
  const readLevel = ({ files, seed }: VerifyQuestion): Level | undefined => {
    const key = `${/^id: *(\S+)/m.exec(files['level.yaml'] ?? '')?.[1]} ${seed}`;
    if (kept.has(key)) return kept.get(key);
    const { level } = parseLevel(seed === undefined ? files : varyLevel(files, String(seed)));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, level);
    return level;
  };
  return {
    makeChallenge: (plain) => {
      const read = rebuildChallenge(plain);
      if (!read.ok) return read;
      const { challenge } = read;
      const link = challenges.encodeChallenge(challenge);
      const written = { challenge, id: challenges.idOf(challenge), file: challenges.writeFile(challenge) };
      return { ok: true, ...written, ...(link === undefined ? {} : { link }) };
    },
    decodeChallenge: (text) => challenges.decodeChallenge(text),
    makeResult: (result) => {
      const link = results.encodeResult(result);
      return { file: results.writeFile(result), ...(link === undefined ? {} : { link }) };
    },
    decodeResult: (text) => results.decodeResult(text),
    splitResults: (text) => splitResults(text),
    verify: (question) => {
      const level = readLevel(question);
      if (!level) return { ok: false, code: 'paper.level.broken', params: {} };
      if (level.rev !== question.rev)
        return { ok: false, code: 'paper.level.revision', params: { made: question.rev, here: level.rev } };
      return verifySolution(engine, level, question.edits);
    },
  };
}
