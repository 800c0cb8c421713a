// How the board looks by the player's choice: day or night, high contrast, and one of three sets of department colours. Every set keeps 3:1
// to its labels by day and night, and hue never stands alone: each department has a pattern and an emblem besides.
import type { ColourSet, SessionState } from '../store/state.ts';
import { DAY, HUES, NIGHT, type Palette } from './tokens.ts';

export const DAY_HIGH: Palette = {
  ...DAY,
  ink: 0x000000,
  inkSoft: 0x1d2738,
  pillLine: 0x14233b,
  stem: 0x14233b,
  room: 0xffffff,
  seat: 0x7a7058,
  zoneLine: 0x6b5f3f,
  wingLine: 0x5d4a78,
  wallLeft: 0xb4bfd2,
  wallRight: 0x8593ab,
  partLeft: 0xa9b5c8,
  partRight: 0x7d8ba3,
  deskRight: 0x8a7750,
  deviceLeft: 0x6f86b0,
  deviceRight: 0x4f658f,
  select: 0x0a3fb0,
  hover: 0x3c6fd0,
  pass: 0x005c2c,
  fail: 0xa30012,
  warn: 0x6f3d00,
};

export const NIGHT_HIGH: Palette = {
  ...NIGHT,
  sky: 0x04070e,
  ink: 0xffffff,
  inkSoft: 0xdfe8f7,
  pill: 0x050b18,
  pillLine: 0xcfe0ff,
  stem: 0xcfe0ff,
  room: 0x22345c,
  zone: 0x1c2b4c,
  lobby: 0x182544,
  wing: 0x241f48,
  seat: 0x8fa8e0,
  zoneLine: 0x8fb0ee,
  wingLine: 0xa79cf0,
  wallTop: 0xc4d5ff,
  partTop: 0xb2c8ff,
  select: 0xbcd8ff,
  hover: 0x8fb4f5,
  pass: 0x7dffb5,
  fail: 0xffa3a0,
  warn: 0xffc970,
};

export const HUE_SETS: Readonly<Record<ColourSet, readonly number[]>> = {
  house: HUES,
  // For eyes that mix red and green.
  blueOrange: [0x2a6fdb, 0xc9640a, 0x5f7fc4, 0xa2742f, 0x0a80b0, 0xb8603c, 0x7c74cf, 0x857a3c],
  // For eyes that mix blue and yellow.
  redTeal: [0xd23f5a, 0x0f8587, 0xab5470, 0x4c8884, 0xc2503a, 0x2f7d73, 0xb34a8a, 0x66826f],
};

export interface Look {
  readonly palette: Palette;
  readonly hues: readonly number[];
}

export function lookOf({ theme, contrast, colours }: Pick<SessionState, 'theme' | 'contrast' | 'colours'>, dark: boolean): Look {
  const night = theme === 'night' || (theme === 'system' && dark);
  const palette = contrast === 'high' ? (night ? NIGHT_HIGH : DAY_HIGH) : night ? NIGHT : DAY;
  return { palette, hues: HUE_SETS[colours] };
}
