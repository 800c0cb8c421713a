// Typed refusals and codes as sentences in network words; a code without words of its own shows itself.
import type { Answer } from '../engine/api.ts';
import type { Diagnostic } from '../engine/model/diagnostic.ts';
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

/** Why the engine gave no answer. The panels' words for it tell the story's letter; here it is the network's flow. */
export function refusalSentence({ code, params }: Refusal): string {
  if (code === 'unsupported') {
    const subnet = params['subnet'] === undefined ? '' : ` (subnet ${params['subnet']})`;
    return `This flow meets something that is not simulated yet: ${params['part'] ?? 'a part of this world'}${subnet}.`;
  }
  if (code === 'badFilter') return say(`filter.${params['problem']}`, params, NETWORK);
  if (code === 'badPlan') return say('load.badPlan', params, NETWORK);
  if (code === 'badPoint') return say(`capture.badPoint.${params['kind']}`, params, NETWORK);
  if (code === 'tooComplex' && params['limit'] !== undefined) return say(`load.tooComplex.${params['limit']}`, params, NETWORK);
  const details = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return `${PLAIN[code]}${details.length === 0 ? '' : ` (${details.join(', ')})`}.`;
}

const PLAIN: Readonly<Record<Exclude<Refusal['code'], 'unsupported' | 'badFilter' | 'badPoint' | 'badPlan'>, string>> = {
  stale: 'The engine holds another revision',
  badFlow: 'This flow cannot be read',
  noRun: 'There is no such load run',
  noSubnet: 'This world has no such subnet, or no such machine in it',
  tooComplex: 'This flow has more paths than the step budget allows',
};
