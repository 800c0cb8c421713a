// What a chat shows of a level's address: texts escaped, a picture that is one, no script added to the page.
import { inflateSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Plugin {
  drawTower(chapter: number, order: number): Uint8Array;
  writePng(pixels: Uint8Array): Uint8Array;
  withPreview(html: string, preview: Readonly<Record<string, string>>): string;
}
const plugin = (await import(join(import.meta.dirname, '../../scripts/socialPlugin.mjs') as string)) as Plugin;
const HTML = '<head><title>CIDR House</title><meta name="description" content="Old."></head>';

it('writes title, description and picture as text', () => {
  const html = plugin.withPreview(HTML, { title: 'A "<b>" & `code`', description: 'New.', image: '../../preview/a.png' });
  expect(html).toContain('<title>A &quot;&lt;b&gt;&quot; &amp; code · CIDR House</title>');
  expect(html).toContain('<meta property="og:description" content="New.">');
  expect(html).toContain('<meta property="og:image" content="../../preview/a.png">');
  expect(html).toContain('<meta name="description" content="New.">');
  expect(html).not.toMatch(/<script|<b>/);
});

it('draws a PNG of 1200 by 630, another for each level', () => {
  const png = Buffer.from(plugin.writePng(plugin.drawTower(4, 2)));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  const at = png.indexOf('IDAT');
  const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  expect(data.length).toBe(630 * 1201);
  expect(png.length).toBeLessThan(12_000);
  expect(Buffer.from(plugin.writePng(plugin.drawTower(4, 3)))).not.toEqual(png);
});
