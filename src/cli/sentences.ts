// Typed refusals and codes as sentences in network words; a code without words of its own shows itself.
import type { Answer } from '../engine/api.ts';
import type { Diagnostic } from '../engine/model/diagnostic.ts';
import { DEFAULT_LOCALE } from '../words/locales.ts';
import { hasWords, say } from '../words/say.ts';
import { label, spokenLocale } from './language.ts';

type Refusal = Extract<Answer<unknown>, { ok: false }>;

export function sentence(key: string, params: Readonly<Record<string, string | number>> = {}): string | undefined {
  return hasWords(key) ? inNetworkWords(key, params) : undefined;
}

function inNetworkWords(key: string, params: Readonly<Record<string, string | number>>): string {
  return say(key, params, { words: 'network', locale: spokenLocale() });
}

/** In English as `--json` has it. */
export function placeKind(kind: string): string {
  return spokenLocale() === DEFAULT_LOCALE ? kind : (sentence(`ui.codex.place.${kind}`) ?? kind);
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
    const part = params['part'] ?? label('refusal.aPart');
    const subnet = params['subnet'];
    return subnet === undefined ? label('refusal.unsupported', { part }) : label('refusal.unsupportedIn', { part, subnet });
  }
  if (code === 'badFilter') return inNetworkWords(`filter.${params['problem']}`, params);
  if (code === 'badPlan') return inNetworkWords('load.badPlan', params);
  if (code === 'badPoint') return inNetworkWords(`capture.badPoint.${params['kind']}`, params);
  if (code === 'tooComplex' && params['limit'] !== undefined) return inNetworkWords(`load.tooComplex.${params['limit']}`, params);
  const details = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  const plain = label(`refusal.${code}`);
  return details.length === 0
    ? label('refusal.plain', { sentence: plain })
    : label('refusal.details', { sentence: plain, details: details.join(', ') });
}
