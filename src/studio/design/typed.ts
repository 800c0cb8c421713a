// The az lines that would make the same change, without the variables that every script opens with. Empty where az has no command for it.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { writeAzSince } from '../../manifest/azure/writeAz.ts';

export function typedLines(from: NetworkDocument, to: NetworkDocument): readonly string[] {
  const text = writeAzSince(from, to).replaceAll(/ \\\n +/g, ' ');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !/^(RG|LOC)=/.test(line));
}
