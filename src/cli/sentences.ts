// Typed refusals and codes as sentences in network words; a code without words of its own shows itself.
import type { Answer } from '../engine/api.ts';
import type { Diagnostic } from '../engine/model/diagnostic.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { hasWords, say } from '../words/say.ts';

const NETWORK = { words: 'network' } as const;

type Refusal = Extract<Answer<unknown>, { ok: false }>;

export function sentence(key: string, params: Readonly<Record<string, string | number>> = {}): string | undefined {
  return hasWords(key) ? say(key, params, NETWORK) : undefined;
}

export function diagnosticSentence({ code, params }: Diagnostic): string {
  const details = Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return sentence(`diagnostic.${code}`, params) ?? (details === '' ? code : `${code} (${details})`);
}

/** Which parts of the world are kept but not simulated; undefined when there are none. */
export function deferredSentence({ deferred }: NetworkDocument): string | undefined {
  const sections = Object.keys(deferred ?? {}).sort();
  return sections.length === 0 ? undefined : `This world has ${sections.join(', ')}: kept, but not simulated yet.`;
}

/** Why the engine gave no answer. */
export function refusalSentence({ code, params }: Refusal): string {
  const details = Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return sentence(`flow.${code}`, params) ?? `${PLAIN[code]}${details === '' ? '' : ` (${details})`}.`;
}

const PLAIN: Readonly<Record<Refusal['code'], string>> = {
  stale: 'the engine holds another revision',
  badFlow: 'this flow cannot be read',
  unsupported: 'this is not simulated yet',
  tooComplex: 'this is more than the step budget allows',
};
