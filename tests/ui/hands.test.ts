// The board's own events: a click picks, a drag pans, a drag that was grabbed pulls a line and never pans, a second finger ends it.
import { describe, expect, it } from 'vitest';
import { attachHands, type Hands } from '../../src/view/interaction.ts';

function board(grabs: boolean): { readonly calls: string[]; readonly send: (type: string, x: number, id?: number) => void } {
  const calls: string[] = [];
  const say =
    (name: string) =>
    (...words: unknown[]): void =>
      void calls.push([name, ...words.map((word) => JSON.stringify(word))].join(' '));
  const hands: Hands = {
    onPick: say('pick'),
    onHover: say('hover'),
    onPan: say('pan'),
    onGrab: () => grabs,
    onPull: say('pull'),
    onDrop: say('drop'),
    onZoom: say('zoom'),
    onWalk: say('walk'),
    onKey: say('key'),
  };
  const element = document.createElement('div');
  document.body.append(element);
  element.setPointerCapture = () => undefined;
  attachHands(element, hands);
  return {
    calls,
    send: (type, x, id = 1) => {
      element.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: 0, pointerId: id, button: 0, pointerType: 'touch' }));
    },
  };
}

describe('hands on the board', () => {
  it('a short press picks, whatever lies under it', () => {
    const { calls, send } = board(true);
    send('pointerdown', 10);
    send('pointermove', 12);
    send('pointerup', 12);
    expect(calls).toEqual(['pick {"x":12,"y":0}']);
  });
  it('a drag that nobody grabs pans', () => {
    const { calls, send } = board(false);
    send('pointerdown', 10);
    send('pointermove', 30);
    send('pointerup', 30);
    expect(calls).toEqual(['pan 20 0']);
  });
  it('a grabbed drag pulls and drops, and never pans', () => {
    const { calls, send } = board(true);
    send('pointerdown', 10);
    send('pointermove', 30);
    send('pointermove', 40);
    send('pointerup', 40);
    expect(calls).toEqual(['pull {"x":30,"y":0}', 'pull {"x":40,"y":0}', 'drop true']);
  });
  it('a second finger or a cancelled touch lets go without meaning it', () => {
    const { calls, send } = board(true);
    send('pointerdown', 10);
    send('pointermove', 30);
    send('pointerdown', 90, 2);
    expect(calls).toEqual(['pull {"x":30,"y":0}', 'drop false']);
    const other = board(true);
    other.send('pointerdown', 10);
    other.send('pointermove', 30);
    other.send('pointercancel', 30);
    expect(other.calls.at(-1)).toBe('drop false');
  });
});
