// Zips of manifests: what is read, what is left, and what no header can talk the unpacker into.
import { deflateSync, strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_LIMITS, readArchive } from '../../src/share/archive.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

describe('archives', () => {
  it('YAML and JSON of every folder are read in the order of their names; the rest is counted', () => {
    const zip = zipSync({
      'k8s/b.yaml': strToU8(POD),
      'k8s/deep/a.json': strToU8('{}'),
      'README.md': strToU8('# hello'),
      '__MACOSX/k8s/._b.yaml': strToU8('junk'),
      'k8s/.hidden.yaml': strToU8('junk'),
    });
    expect(readArchive(zip)).toEqual({
      ok: true,
      files: [
        { name: 'k8s/b.yaml', text: POD },
        { name: 'k8s/deep/a.json', text: '{}' },
      ],
      left: 3,
    });
  });

  it('stored files are read as well', () => {
    const zip = zipSync({ 'a.yaml': [strToU8(POD), { level: 0 }] });
    expect(readArchive(zip)).toMatchObject({ ok: true, files: [{ name: 'a.yaml', text: POD }] });
  });

  it('a bomb is stopped while it inflates, though its header says one byte', () => {
    const zip = zipSync({ 'a.yaml': new Uint8Array(64 * 1024 * 1024) });
    expect(zip.length).toBeLessThan(100_000);
    // Both headers lie about the unpacked size.
    const view = new DataView(zip.buffer);
    view.setUint32(22, 1, true);
    expect(readArchive(zip)).toEqual({ ok: false, code: 'archive.unpacked' });
  });

  it('too many files, too large a file, nothing wanted, no zip at all', () => {
    const many = Object.fromEntries(Array.from({ length: ARCHIVE_LIMITS.files + 1 }, (_, at) => [`${at}.yaml`, strToU8('a')]));
    expect(readArchive(zipSync(many))).toEqual({ ok: false, code: 'archive.files' });
    expect(readArchive(new Uint8Array(ARCHIVE_LIMITS.packed + 1))).toEqual({ ok: false, code: 'archive.size' });
    expect(readArchive(zipSync({ 'a.txt': strToU8('a') }))).toEqual({ ok: false, code: 'archive.empty' });
    expect(readArchive(strToU8('hello'))).toEqual({ ok: false, code: 'archive.broken' });
    expect(readArchive(new Uint8Array([0x50, 0x4b, 3, 4]))).toEqual({ ok: false, code: 'archive.broken' });
  });

  it('mutated archives are answers, never throws, and never more text than the cap', () => {
    const zip = zipSync({ 'a.yaml': strToU8(POD.repeat(40)), 'b.json': deflateSync(strToU8('{}')) });
    const change = fc.record({ at: fc.nat({ max: zip.length - 1 }), byte: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat({ max: zip.length }), (changes, cut) => {
        const broken = zip.slice(0, cut === 0 ? zip.length : cut);
        for (const { at, byte } of changes) if (at < broken.length) broken[at] = byte;
        const answer = readArchive(broken);
        if (!answer.ok) return;
        const size = answer.files.reduce((sum, { text }) => sum + text.length, 0);
        expect(size).toBeLessThanOrEqual(ARCHIVE_LIMITS.unpacked);
      }),
      { seed: 11, numRuns: 600 },
    );
  });
});
