// Vite plugin: what a chat shows of a level's address. Title, description and a picture of the house with that level's window lit, per level page; static
// files alone, no script. SITE_URL makes the picture's address absolute, as crawlers want it.
import { deflateSync } from 'node:zlib';

const [WIDTH, HEIGHT] = [1200, 630];
const FLOORS = 9;
const WINDOWS = 10;

/** Colours of the palette: sky, ground, wall, dark window, lit window, roof, door, star. */
const PALETTE = ['e6edf6', 'c3d7c4', 'ffffff', 'b9cbe4', 'f5b93c', '1f5fd6', '1f2a44', 'dbe4f0'].map((hex) =>
  [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
);
const [SKY, GROUND, WALL, DARK, LIT, ROOF, DOOR, EDGE] = PALETTE.keys();

/** Index of a colour for each pixel of the tower: a floor a chapter, a window a level. */
export function drawTower(chapter, order) {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(SKY);
  const fill = (left, top, width, height, colour) => {
    for (let y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++)
      pixels.fill(colour, y * WIDTH + Math.max(0, left), y * WIDTH + Math.min(WIDTH, left + width));
  };
  fill(0, 560, WIDTH, 70, GROUND);
  fill(190, 60, 820, 500, EDGE);
  fill(200, 70, 800, 490, WALL);
  fill(180, 46, 840, 24, ROOF);
  for (let floor = 0; floor < FLOORS; floor++) {
    const top = 506 - floor * 53;
    fill(200, top + 40, 800, 4, floor === chapter ? ROOF : EDGE);
    for (let at = 0; at < WINDOWS; at++) {
      const lit = floor === chapter && at === Math.min(WINDOWS - 1, Math.max(0, order - 1));
      const left = 226 + at * 76;
      if (lit) fill(left - 6, top - 2, 66, 42, ROOF);
      fill(left, top + 4, 54, 30, lit ? LIT : DARK);
    }
  }
  fill(80, 500, 60, 60, DOOR);
  fill(90, 512, 40, 12, LIT);
  return pixels;
}

/** A PNG with a palette. */
export function writePng(pixels, width = WIDTH, height = HEIGHT) {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(PALETTE.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes) {
  let word = 0xffffffff;
  for (const byte of bytes) {
    word ^= byte;
    for (let bit = 0; bit < 8; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  }
  return (word ^ 0xffffffff) >>> 0;
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter]);

/** The page with the level's own title, description and picture; `image` as its address is written. */
export function withPreview(html, { title, description, image, url }) {
  const plain = (text) => escape(text.replaceAll('`', ''));
  const tags = [
    ['og:type', 'website'],
    ['og:site_name', 'CIDR House'],
    ['og:title', title],
    ['og:description', description],
    ['og:image', image],
    ['og:image:width', String(WIDTH)],
    ['og:image:height', String(HEIGHT)],
    ...(url === undefined ? [] : [['og:url', url]]),
  ].map(([property, content]) => `<meta property="${property}" content="${plain(content)}">`);
  return html
    .replace(/<title>[^<]*<\/title>/, `<title>${plain(title)} · CIDR House</title>`)
    .replace(/<meta name="description" content="[^"]*">/, `<meta name="description" content="${plain(description)}">`)
    .replace('</head>', `  ${[...tags, '<meta name="twitter:card" content="summary_large_image">'].join('\n    ')}\n  </head>`);
}
