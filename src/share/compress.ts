// Deflate with a cap: three codecs, the preset dictionary, and an inflater that stops as soon as it has made more than was declared.
// Only deflate is allowed: its worst ratio is 1,029 : 1, so that 8,192 characters cannot become more than a few megabytes.
import { Inflate, deflateSync } from 'fflate';
import { DICTIONARY_1 } from './dictionary.ts';

/** 0 stored, 1 deflate-raw, 2 deflate-raw with preset dictionary 1. A new dictionary takes a new number. */
export const NEWEST_CODEC = 2;

// Small bites: between two of them the inflater can make at most 64 × 1,029 bytes.
const BITE = 64;

/** The shortest of the three spellings; ties go to the simpler codec. */
export function compress(raw: Uint8Array): { readonly codec: number; readonly body: Uint8Array } {
  const candidates = [raw, deflateSync(raw, { level: 9 }), deflateSync(raw, { level: 9, dictionary: DICTIONARY_1 })];
  let codec = 0;
  let body = raw;
  candidates.forEach((candidate, index) => {
    if (candidate.length < body.length) {
      codec = index;
      body = candidate;
    }
  });
  return { codec, body };
}

/** Exactly `length` bytes, or undefined: a broken stream, one that makes more, or one that makes less. */
export function decompress(codec: number, body: Uint8Array, length: number): Uint8Array | undefined {
  if (codec === 0) return body.length === length ? body : undefined;
  const raw = new Uint8Array(length);
  let made = 0;
  const inflate = new Inflate(codec === 2 ? { dictionary: DICTIONARY_1 } : {}, (chunk) => {
    if (made + chunk.length <= length) raw.set(chunk, made);
    made += chunk.length;
  });
  try {
    for (let at = 0; at < body.length && made <= length; at += BITE) {
      inflate.push(body.subarray(at, at + BITE), at + BITE >= body.length);
    }
  } catch {
    return undefined;
  }
  return made === length ? raw : undefined;
}
