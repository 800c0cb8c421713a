// Other addresses for a level: within each of the ranges that nobody owns, the bits that tell networks apart are flipped by one drawn pattern.
// That keeps every relation between addresses and prefixes: equal, inside, apart.
import { formatIpv4, type Ipv4, parseIpv4 } from '../../engine/net/ipv4.ts';
import type { LevelFiles } from '../parseLevel.ts';
import type { Random } from '../practice/random.ts';

interface Realm {
  readonly base: Ipv4;
  readonly prefix: number;
  /** The lowest of the flipped bits, and how many there are. */
  readonly shift: number;
  readonly bits: number;
  /** An address of a network that the draw may not move there. */
  readonly refuses: (address: Ipv4) => boolean;
}

const octet = (address: Ipv4, index: number): number => (address >>> (24 - 8 * index)) & 255;
/** Reserved for AKS or by Docker's habit. */
const TAKEN = [17, 30, 31];
const ends = (address: Ipv4): boolean => octet(address, 3) === 0 || octet(address, 3) === 255;

const REALMS: readonly Realm[] = [
  { base: 0x0a000000, prefix: 8, shift: 16, bits: 8, refuses: () => false },
  { base: 0xac100000, prefix: 12, shift: 16, bits: 4, refuses: (address) => TAKEN.includes(octet(address, 1)) },
  { base: 0xc0a80000, prefix: 16, shift: 8, bits: 8, refuses: () => false },
  // The street's addresses move within their /24; .0 and .255 stay nobody's.
  { base: 0xcb007100, prefix: 24, shift: 0, bits: 7, refuses: ends },
  { base: 0xc6336400, prefix: 24, shift: 0, bits: 7, refuses: ends },
];

const WRITTEN = /(?<![\w.-])(\d{1,3}\.\d{1,3}\.\d{1,3}\.(?:\d{1,3}|x))(\/\d{1,2})?(?!\d|\.\d)/g;

export function drawAddresses(files: LevelFiles, random: Random): (text: string) => string {
  const written = Object.values(files).flatMap((text) =>
    [...text.matchAll(WRITTEN)].flatMap(([, address = '', prefix]) => {
      const parsed = parseIpv4(address.replace('x', '0'));
      return parsed === undefined ? [] : [{ address: parsed, isHost: prefix === undefined || prefix === '/32' }];
    }),
  );
  const flips = REALMS.map((realm) => {
    const own = written.filter(({ address }) => isIn(realm, address));
    const choices = Array.from({ length: 2 ** realm.bits }, (_, pattern) => (pattern << realm.shift) >>> 0);
    const drawn = random.shuffled(choices.slice(1));
    // A network's own base may end in 0; a host that did not must not.
    const fits = (flip: number): boolean =>
      own.every(
        ({ address, isHost }) =>
          realm.refuses(address) || (realm.shift === 0 && !isHost) || !realm.refuses((address ^ flip) >>> 0),
      );
    return { realm, flip: drawn.find(fits) ?? 0 };
  });
  return (text) =>
    text.replaceAll(WRITTEN, (whole: string, address: string, prefix: string | undefined) => {
      const parsed = parseIpv4(address.replace('x', '0'));
      const found = parsed === undefined ? undefined : flips.find(({ realm }) => isIn(realm, parsed));
      if (parsed === undefined || !found) return whole;
      const length = prefix === undefined ? 32 : Number(prefix.slice(1));
      const mask = length === 0 ? 0 : (0xffffffff << (32 - Math.min(32, length))) >>> 0;
      const moved = formatIpv4((parsed ^ (found.flip & mask)) >>> 0);
      return `${address.endsWith('x') ? moved.replace(/\d+$/, 'x') : moved}${prefix ?? ''}`;
    });
}

function isIn({ base, prefix }: Realm, address: Ipv4): boolean {
  return address >>> (32 - prefix) === base >>> (32 - prefix);
}
