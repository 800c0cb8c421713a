// The plan as an SVG document of its own, to share and to print: the same placed things seen from straight above, north up, every name
// on it. Text is escaped; nothing is loaded from anywhere. Pure.
import { hueIndex } from './layers/atlas.ts';
import type { Look } from './look.ts';
import type { Layout, Placed } from './layout/types.ts';
import type { Box } from './projection.ts';
import { cssColour, mixColours } from './tokens.ts';

/** SVG units per floor unit. */
const UNIT = 48;

export function drawPlanSvg(layout: Layout, { palette, hues }: Look, nameOf: (thing: Placed) => string): string {
  const parts: string[] = [];
  const hueOf = (hue: number): number => hues[hueIndex(hue)] ?? 0;
  const rect = (box: Box, fill: number, more = ''): void => {
    const size = `x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.depth)}"`;
    parts.push(`<rect ${size} fill="${cssColour(fill)}"${more}/>`);
  };
  const line = (colour: number, width = 1.5): string => ` stroke="${cssColour(colour)}" stroke-width="${width}"`;
  const text = (at: { x: number; y: number; size: number; middle?: boolean; soft?: boolean }, words: string): void => {
    if (words === '') return;
    const anchor = at.middle ? ' text-anchor="middle"' : '';
    const ink = cssColour(at.soft ? palette.inkSoft : palette.ink);
    parts.push(
      `<text x="${round(at.x)}" y="${round(at.y)}" font-size="${at.size}" fill="${ink}"${anchor}>${escapeXml(words)}</text>`,
    );
  };
  const { ground } = layout;
  for (const lawn of layout.lawns) rect(lawn, palette.grass);
  for (const path of layout.paths) rect(path, palette.path);
  rect(layout.road, palette.road);
  for (const bridge of layout.bridges) rect(bridge, palette.path);
  rect(layout.building, palette.lobby, line(palette.wallRight, 6));
  for (const plot of layout.plots) rect(plot.box, palette.slab, line(palette.wallRight));
  const noded = new Set(layout.rooms.map((room) => room.thing.group));
  for (const zone of layout.things.filter(({ kind }) => kind === 'zone')) {
    const home = noded.has(zone.selection);
    rect(zone.box, home ? palette.zone : palette.wing, line(home ? palette.zoneLine : palette.wingLine));
    text({ x: zone.box.x + 0.15, y: zone.box.y + 0.42, size: 13, soft: true }, `${zone.name}  ${zone.note}`);
  }
  for (const { thing, strips, pods } of layout.rooms) {
    rect(thing.box, thing.trouble ? palette.roomOff : palette.room, line(palette.pillLine));
    for (const strip of strips) {
      rect(strip.box, hueOf(strip.hue));
      text({ x: strip.box.x + 0.05, y: strip.box.y + strip.box.depth + 0.3, size: 11 }, `${strip.count}`);
    }
    text(
      { x: thing.box.x + 0.15, y: thing.box.y + 0.4, size: 13 },
      `${thing.name}  ${thing.note}${strips.length > 0 ? `  ×${pods}` : ''}`,
    );
  }
  for (const thing of layout.things) {
    if (thing.kind === 'zone' || thing.kind === 'room') continue;
    const tinted = thing.hue >= 0 ? mixColours(palette.pill, hueOf(thing.hue), 0.18) : palette.pill;
    const edge = thing.trouble ? palette.fail : thing.hue >= 0 ? hueOf(thing.hue) : palette.inkSoft;
    rect(thing.box, tinted, ` rx="4"${line(edge, 2)}${thing.trouble ? ' stroke-dasharray="5 3"' : ''}`);
    const x = thing.box.x + thing.box.width / 2;
    const y = thing.box.y + thing.box.depth;
    text({ x, y: y + 0.24, size: 10.5, middle: true }, nameOf(thing));
    text({ x, y: y + 0.46, size: 9, middle: true, soft: true }, thing.note);
  }
  const [width, height] = [round(ground.width), round(ground.depth)];
  const view = `${round(ground.x)} ${round(ground.y)} ${width} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-weight="600"><rect x="${round(ground.x)}" y="${round(ground.y)}" width="${width}" height="${height}" fill="${cssColour(palette.sky)}"/>${parts.join('')}</svg>\n`;
}

function round(floor: number): number {
  return Math.round(floor * UNIT * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
