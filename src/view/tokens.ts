// Colours of the canvas, day and night: steps of one OKLCH table (lightness steps of a blue-grey neutral at hue 258, surfaces in chroma
// 0.01–0.03, signals at one lightness per theme), written out as sRGB. What the panels share with the board has the same value in
// assets/tokens.css; a test holds the two together. Neutral surfaces; hue is kept for departments and verdicts.

export interface Palette {
  readonly sky: number;
  readonly grass: number;
  readonly grassLeft: number;
  readonly grassRight: number;
  readonly path: number;
  readonly slab: number;
  readonly slabLeft: number;
  readonly slabRight: number;
  readonly lobby: number;
  readonly zone: number;
  readonly zoneLine: number;
  readonly wing: number;
  readonly wingLine: number;
  readonly room: number;
  readonly roomHead: number;
  readonly roomOff: number;
  readonly seat: number;
  readonly wallTop: number;
  readonly wallLeft: number;
  readonly wallRight: number;
  readonly partTop: number;
  readonly partLeft: number;
  readonly partRight: number;
  readonly window: number;
  readonly windowLine: number;
  readonly desk: number;
  readonly deskLeft: number;
  readonly deskRight: number;
  readonly leg: number;
  readonly laptop: number;
  readonly laptopDark: number;
  readonly device: number;
  readonly deviceLeft: number;
  readonly deviceRight: number;
  readonly deviceLamp: number;
  /** The security gate and guards; private doors and suppliers. */
  readonly gate: number;
  readonly gateLeft: number;
  readonly gateRight: number;
  readonly vault: number;
  readonly vaultLeft: number;
  readonly vaultRight: number;
  readonly tower: number;
  readonly towerLeft: number;
  readonly towerRight: number;
  readonly towerWindow: number;
  readonly towerWindowOff: number;
  readonly roof: number;
  readonly roofLeft: number;
  readonly roofRight: number;
  readonly road: number;
  readonly roadLine: number;
  readonly kerb: number;
  readonly leaf: number;
  readonly leafLeft: number;
  readonly leafRight: number;
  readonly trunk: number;
  readonly select: number;
  readonly hover: number;
  readonly pass: number;
  readonly fail: number;
  readonly warn: number;
  readonly shade: number;
  readonly paper: number;
  readonly pill: number;
  readonly pillLine: number;
  /** Thin lines from labels to their things. */
  readonly stem: number;
  readonly ink: number;
  readonly inkSoft: number;
}

export const DAY: Palette = {
  sky: 0xe8eef6,
  grass: 0xd6e5d5,
  grassLeft: 0xb9cfbd,
  grassRight: 0xa3bbab,
  path: 0xe2e5ea,
  slab: 0xe6ebf3,
  slabLeft: 0xc6cfdd,
  slabRight: 0xabb7c9,
  lobby: 0xe6ebf3,
  zone: 0xf0ebdf,
  zoneLine: 0xd9d0bb,
  wing: 0xece7f2,
  wingLine: 0xd2c8df,
  room: 0xfcfaf5,
  roomHead: 0xf3eee3,
  roomOff: 0xd9d8d6,
  seat: 0xd8d0bf,
  wallTop: 0xffffff,
  wallLeft: 0xdde3ed,
  wallRight: 0xc4cddb,
  partTop: 0xffffff,
  partLeft: 0xe9edf3,
  partRight: 0xd5dce6,
  window: 0xc3dcf4,
  windowLine: 0xf4f9fe,
  desk: 0xf0e2c8,
  deskLeft: 0xdccaa7,
  deskRight: 0xc3ae87,
  leg: 0xb5a27f,
  laptop: 0x5b6780,
  laptopDark: 0x454f66,
  device: 0xc6d3e8,
  deviceLeft: 0x98abcc,
  deviceRight: 0x7a8fb6,
  deviceLamp: 0x2bb673,
  gate: 0xe3c3a6,
  gateLeft: 0xc99a74,
  gateRight: 0xa97a58,
  vault: 0xbcdcd3,
  vaultLeft: 0x8cbcae,
  vaultRight: 0x6f9f93,
  tower: 0xcfd8e6,
  towerLeft: 0xa2b0c8,
  towerRight: 0x8292ae,
  towerWindow: 0xe4eefb,
  towerWindowOff: 0xc3d0e4,
  roof: 0xd5a38e,
  roofLeft: 0xc98d76,
  roofRight: 0xad705b,
  road: 0xc0c7d6,
  roadLine: 0xf8fafc,
  kerb: 0xdde2ea,
  leaf: 0xa5cca6,
  leafLeft: 0x8fbd93,
  leafRight: 0x74a57d,
  trunk: 0xa98f72,
  select: 0x1f5fd6,
  hover: 0x7da6ee,
  pass: 0x12864a,
  fail: 0xc9302f,
  warn: 0xa86200,
  shade: 0x1b2b4a,
  paper: 0xffffff,
  pill: 0xffffff,
  pillLine: 0xb5c2d4,
  stem: 0x7485a0,
  ink: 0x14233b,
  inkSoft: 0x4b5d78,
};

export const NIGHT: Palette = {
  sky: 0x0c1426,
  grass: 0x16283d,
  grassLeft: 0x112033,
  grassRight: 0x0d1a2b,
  path: 0x263756,
  slab: 0x22345a,
  slabLeft: 0x1b2a4a,
  slabRight: 0x15223d,
  lobby: 0x24375f,
  zone: 0x2b4069,
  zoneLine: 0x3f5788,
  wing: 0x322f5c,
  wingLine: 0x4b4680,
  room: 0x354c7d,
  roomHead: 0x2f4472,
  roomOff: 0x232f4c,
  seat: 0x4c649a,
  wallTop: 0x7d97cb,
  wallLeft: 0x4a6297,
  wallRight: 0x3a4f7e,
  partTop: 0x6f88bd,
  partLeft: 0x46608f,
  partRight: 0x394f80,
  window: 0x1a2a4b,
  windowLine: 0x5d78ad,
  desk: 0x6b7aa3,
  deskLeft: 0x505f88,
  deskRight: 0x3e4c72,
  leg: 0x34415f,
  laptop: 0x1a2540,
  laptopDark: 0x111a30,
  device: 0x7389b8,
  deviceLeft: 0x52679a,
  deviceRight: 0x405280,
  deviceLamp: 0x5be3a0,
  gate: 0x8a6c55,
  gateLeft: 0x6e5443,
  gateRight: 0x544034,
  vault: 0x4f8178,
  vaultLeft: 0x3c665f,
  vaultRight: 0x2e5049,
  tower: 0x4c5f8d,
  towerLeft: 0x384b74,
  towerRight: 0x2a3a5e,
  towerWindow: 0xffd98a,
  towerWindowOff: 0x475c88,
  roof: 0x6d5568,
  roofLeft: 0x5a4658,
  roofRight: 0x453748,
  road: 0x202f50,
  roadLine: 0x7a90b8,
  kerb: 0x2d4066,
  leaf: 0x2f5a4c,
  leafLeft: 0x274c42,
  leafRight: 0x1d3a36,
  trunk: 0x3d3a44,
  select: 0x9cc3ff,
  hover: 0x5f84c4,
  pass: 0x4cc685,
  fail: 0xff7b78,
  warn: 0xf0ad4a,
  shade: 0x02060f,
  paper: 0xf4f7fd,
  pill: 0x12203a,
  pillLine: 0x4a6291,
  stem: 0x8ea4cc,
  ink: 0xeaf1fc,
  inkSoft: 0xaebdd6,
};

/** Department hues, told apart by lightness too and safe for colour-blind eyes; each has a pattern and an emblem of its own beside it. */
export const HUES = [0x2f6fe0, 0xd9622b, 0x0f9a78, 0x8a56d6, 0xb38a00, 0xc23f86, 0x2a91b8, 0x6b7a22] as const;
export const PATTERNS = ['solid', 'stripes', 'dots', 'checks', 'bars', 'cross', 'rings', 'slashes'] as const;

/** Names in assets/tokens.css of what canvas and panels share. */
export const SHARED_TOKENS: Readonly<Record<string, keyof Palette>> = {
  '--ch-sky': 'sky',
  '--ch-ink': 'ink',
  '--ch-ink-soft': 'inkSoft',
  '--ch-focus': 'select',
  '--ch-pass': 'pass',
  '--ch-fail': 'fail',
  '--ch-warn': 'warn',
};

export function cssColour(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** Between two colours, channel by channel; share 0–1. */
export function mixColours(from: number, to: number, share: number): number {
  const mix = (shift: number): number =>
    Math.round(((from >> shift) & 255) + (((to >> shift) & 255) - ((from >> shift) & 255)) * share);
  return (mix(16) << 16) | (mix(8) << 8) | mix(0);
}

/** Lighter (towards white) or darker (towards black); share −1 to 1. */
export function shadeOf(colour: number, share: number): number {
  return mixColours(colour, share > 0 ? 0xffffff : 0x000000, Math.abs(share));
}

/** WCAG contrast of two colours, 1–21. */
export function contrast(a: number, b: number): number {
  const light = (colour: number): number => {
    const channel = (shift: number): number => {
      const value = ((colour >> shift) & 255) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
  };
  const [high, low] = [Math.max(light(a), light(b)), Math.min(light(a), light(b))];
  return (high + 0.05) / (low + 0.05);
}
