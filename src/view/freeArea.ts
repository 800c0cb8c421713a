// What the panels leave of the board, in device pixels. While an envelope walks it only shrinks: a panel whose text is longer at one step and
// shorter at the next must not make the house jump.
import type { SessionState } from '../store/state.ts';
import type { ScreenBox } from './projection.ts';

const LEAST = 80;

export function createFreeArea(): (
  element: HTMLElement,
  session: Pick<SessionState, 'insets' | 'playback'>,
  ratio: number,
) => ScreenBox {
  let walked: unknown;
  let size = '';
  let low = 0;
  return ({ clientWidth, clientHeight }, { insets, playback }, ratio) => {
    const now = `${clientWidth} ${clientHeight} ${insets.left} ${insets.right} ${insets.top}`;
    low = playback && playback.trace === walked && now === size ? Math.max(low, insets.bottom) : insets.bottom;
    walked = playback?.trace;
    size = now;
    const width = Math.max(LEAST, clientWidth - insets.left - insets.right);
    const height = Math.max(LEAST, clientHeight - insets.top - low);
    return {
      left: insets.left * ratio,
      top: insets.top * ratio,
      right: (insets.left + width) * ratio,
      bottom: (insets.top + height) * ratio,
    };
  };
}

export function inDevice({ left, top, right, bottom }: ScreenBox, ratio: number): ScreenBox {
  return { left: left * ratio, top: top * ratio, right: right * ratio, bottom: bottom * ratio };
}

/** Labels grow with the zoom, in steps: by CSS pixels per floor unit. */
export function growth(scale: number): number {
  return scale < 38 ? 1 : scale < 56 ? 1.12 : 1.25;
}
