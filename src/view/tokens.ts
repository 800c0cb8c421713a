// Colours of the canvas, day and night: the same steps as assets/tokens.css. Neutral surfaces; hues are kept for departments and verdicts.

export interface Palette {
  readonly sky: number;
  readonly grass: number;
  readonly grassEdge: number;
  readonly slab: number;
  readonly slabSide: number;
  readonly slabDark: number;
  readonly zone: number;
  readonly zoneOther: number;
  readonly room: number;
  readonly roomDark: number;
  readonly corridor: number;
  readonly wallTop: number;
  readonly wallLight: number;
  readonly wallDark: number;
  readonly window: number;
  readonly desk: number;
  readonly deskLight: number;
  readonly deskDark: number;
  readonly device: number;
  readonly deviceLight: number;
  readonly deviceDark: number;
  readonly tower: number;
  readonly towerLight: number;
  readonly towerDark: number;
  readonly towerWindow: number;
  readonly road: number;
  readonly roadLine: number;
  readonly leaf: number;
  readonly leafDark: number;
  readonly select: number;
  readonly pass: number;
  readonly fail: number;
  readonly warn: number;
  readonly pill: string;
  readonly pillLine: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly shadow: number;
}

export const DAY: Palette = {
  sky: 0xe8eef6,
  grass: 0xd3e3d2,
  grassEdge: 0xb4c8b8,
  slab: 0xe3e9f2,
  slabSide: 0xc3cddc,
  slabDark: 0xa7b4c8,
  zone: 0xf1ece0,
  zoneOther: 0xece6f1,
  room: 0xfbf8f1,
  roomDark: 0xe6e0d2,
  corridor: 0xe3e9f2,
  wallTop: 0xffffff,
  wallLight: 0xd9dfe9,
  wallDark: 0xbfc8d6,
  window: 0xbcd8f3,
  desk: 0xe9dcc3,
  deskLight: 0xd8c7a6,
  deskDark: 0xc0ad89,
  device: 0xc9d6ec,
  deviceLight: 0x9db1d3,
  deviceDark: 0x7f95bb,
  tower: 0xc7d0e0,
  towerLight: 0x9aa8c1,
  towerDark: 0x7d8ca8,
  towerWindow: 0xe4edf9,
  road: 0xc3cad9,
  roadLine: 0xf7f9fc,
  leaf: 0x9cc4a0,
  leafDark: 0x7fae86,
  select: 0x1f5fd6,
  pass: 0x12864a,
  fail: 0xc9302f,
  warn: 0xa86200,
  pill: '#ffffff',
  pillLine: '#b5c2d4',
  ink: '#14233b',
  inkSoft: '#4b5d78',
  shadow: 0xb9c5d4,
};

export const NIGHT: Palette = {
  sky: 0x0c1426,
  grass: 0x15263d,
  grassEdge: 0x0f1c30,
  slab: 0x24365a,
  slabSide: 0x1b2a49,
  slabDark: 0x15213b,
  zone: 0x2b3f66,
  zoneOther: 0x3a3562,
  room: 0x33497a,
  roomDark: 0x2a3d68,
  corridor: 0x24365a,
  wallTop: 0x6c86b8,
  wallLight: 0x435b8c,
  wallDark: 0x354a76,
  window: 0x22345a,
  desk: 0x5d6c94,
  deskLight: 0x48557a,
  deskDark: 0x394564,
  device: 0x7288b5,
  deviceLight: 0x54689a,
  deviceDark: 0x42547f,
  tower: 0x4a5d8a,
  towerLight: 0x37496f,
  towerDark: 0x2a3a5b,
  towerWindow: 0xffd98a,
  road: 0x223354,
  roadLine: 0x7188b0,
  leaf: 0x2c5048,
  leafDark: 0x22403c,
  select: 0x9cc3ff,
  pass: 0x4cc685,
  fail: 0xff7b78,
  warn: 0xf0ad4a,
  pill: '#12203a',
  pillLine: '#4a6291',
  ink: '#eaf1fc',
  inkSoft: '#aebdd6',
  shadow: 0x0b1425,
};

/** Department hues, told apart by lightness too; each has a pattern of its own beside it (never colour alone). */
export const HUES = [0x2f6fe0, 0xd9622b, 0x0f9a78, 0x8a56d6, 0xb38a00, 0xc23f86, 0x2a91b8, 0x6b7a22] as const;
export const PATTERNS = ['solid', 'stripes', 'dots', 'checks', 'bars', 'cross', 'rings', 'slashes'] as const;

export function cssColour(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** The same colour lighter (towards white) or darker (towards black); share 0–1. */
export function shade(colour: number, share: number): number {
  const towards = share > 0 ? 255 : 0;
  const part = Math.abs(share);
  const mix = (channel: number): number => Math.round(channel + (towards - channel) * part);
  return (mix((colour >> 16) & 255) << 16) | (mix((colour >> 8) & 255) << 8) | mix(colour & 255);
}
