// Challenge ⇄ link text, `1.<base64url>` behind `#c=`, and ⇄ a file: what a teacher hands out. Its name is the hash of its content. Rebuilding is handed in.
import type { Challenge, ChallengeResult } from '../classroom/challenge.ts';
import { jsonId, type JsonKind, type JsonRead, readJson, refuseJson, writeJsonFile, writeJsonLink } from './jsonLink.ts';

const KIND: JsonKind = { name: 'challenge', letter: 'c' };

export type ChallengeRead = JsonRead<Challenge>;

export interface ChallengeCodec {
  /** Undefined when it is too long for a link. */
  encodeChallenge(challenge: Challenge): string | undefined;
  writeFile(challenge: Challenge): string;
  /** Of a link, an address or a file. */
  decodeChallenge(text: string): ChallengeRead;
  idOf(challenge: Challenge): string;
}

export function createChallengeCodec(rebuild: (plain: unknown) => ChallengeResult): ChallengeCodec {
  return {
    encodeChallenge: (challenge) => writeJsonLink(KIND, challenge),
    writeFile: (challenge) => writeJsonFile(KIND, challenge),
    idOf: (challenge) => jsonId(challenge),
    decodeChallenge: (text) =>
      readJson(KIND, text, {
        toPlain: (challenge) => challenge,
        rebuild: (plain) => {
          const read = rebuild(plain);
          return read.ok ? { ok: true, value: read.challenge } : refuseJson('badContent', read.where);
        },
      }),
  };
}
