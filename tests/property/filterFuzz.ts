// Random capture filters: ours never throws, and the real tcpdump, where this machine has one, keeps and refuses the same packets.
import { matchesFilter } from '../../src/engine/report/capture/filter.ts';
import { parseFilter } from '../../src/engine/report/capture/parseFilter.ts';
import { frameOf } from '../../src/engine/report/capture/pcapng.ts';
import { tcpdumpLines } from '../../src/engine/report/capture/tcpdumpLine.ts';
import { hasTcpdump, openCapture, realTcpdump, withFile } from '../engine/capturing.ts';
import { createRandom } from '../share/randomSolution.ts';
import { randomFilter } from '../support/randomFilter.ts';

export interface FilterFuzzReport {
  readonly cases: number;
  readonly failures: readonly string[];
}

/** Letters of filters in no order: what no grammar would make. */
const PIECES = [
  'tcp',
  'port',
  '80',
  'not',
  '(',
  ')',
  'and',
  'or',
  '[',
  ']',
  '&',
  '=',
  ' ',
  '10.0.0.1',
  '/',
  '8',
  'host',
  ':',
  '-',
  '\\',
  '<<',
  '__proto__',
  '\u0000',
  '…',
] as const;

/** Every `nth` filter is also asked of the real tcpdump: a process each. */
export function fuzzFilters(cases: number, seed: number, nth = 20): FilterFuzzReport {
  const failures: string[] = [];
  const { capture } = openCapture({});
  const { packets, points, pcapng = new Uint8Array() } = capture({ from: 'shop/client', to: 'http://far/', pcapng: true });
  const keep = (filter: string): string[] | undefined => {
    const parsed = parseFilter(filter);
    if (!parsed.ok) return undefined;
    return tcpdumpLines(packets.filter((packet) => matchesFilter(parsed.filter, packet, frameOf(packet, points))));
  };
  withFile(pcapng, (path) => {
    for (let index = 0; index < cases; index++) {
      const random = createRandom(seed + index);
      keep(Array.from({ length: random.below(40) }, () => random.pick(PIECES)).join(random.chance(2) ? ' ' : ''));
      const filter = randomFilter(seed + index);
      const ours = keep(filter);
      if (!hasTcpdump || index % nth !== 0) continue;
      if (JSON.stringify(ours) !== JSON.stringify(realTcpdump(path, filter)))
        failures.push(`filter of seed ${seed + index}: ${filter}`);
    }
  });
  return { cases, failures };
}
