// The code of a link: every dark module stands in exactly one run.
import { describe, expect, it } from 'vitest';
import { encode } from 'uqr';
import { runsOf } from '../../src/ui/level/LinkCode.tsx';

describe('the code of a link', () => {
  it('covers the dark modules and nothing else', () => {
    const { data } = encode('https://house.example/level/030-nobody-at-the-desk/#s=1.AQKm', { ecc: 'L', border: 4 });
    const drawn = data.map((row) => {
      const line = row.map(() => 0);
      for (const [from, length] of runsOf(row)) for (let x = from; x < from + length; x += 1) line[x] = (line[x] ?? 0) + 1;
      return line;
    });
    expect(drawn).toEqual(data.map((row) => row.map(Number)));
    expect(drawn.flat().filter((count) => count === 1).length).toBeGreaterThan(100);
  });
});
