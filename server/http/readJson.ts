// JSON of nobody we know: read with a running count, capped by depth, and without the one key that is more than a name.
import { parseCappedJson } from '../../src/share/canonicalJson.ts';

export const MAX_BODY: number = 64 * 1024;

/** `value` is undefined for what is no JSON. */
export async function readJson(request: Request): Promise<{ readonly value: unknown } | 'tooLarge'> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return 'tooLarge';
  if (!/^application\/json\b/.test(request.headers.get('content-type') ?? '') || !request.body) return { value: undefined };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += (chunk as Uint8Array).byteLength;
    if (size > MAX_BODY) return 'tooLarge';
    chunks.push(chunk as Uint8Array);
  }
  return { value: parseCappedJson(Buffer.concat(chunks).toString('utf8'))?.value };
}
