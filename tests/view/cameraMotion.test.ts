// The camera's moves: eased by default, jumps where motion is unwanted, always to the same place.
import { describe, expect, it } from 'vitest';
import { type CameraMotion, createCameraMotion } from '../../src/view/cameraMotion.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { networkOf, planOf } from './plans.ts';

const shape = { nodes: 6, pods: 60 };
const layout = buildLayout(planOf(shape), networkOf(shape));
const desk = layout.things.find(({ kind }) => kind === 'desk');
if (!desk) throw new Error('no desk');
const VIEW = { projection: 'iso', turn: 0, free: { x: 0, y: 0, width: 800, height: 500 }, ratio: 1 } as const;

function open(calm: boolean): CameraMotion {
  const camera = createCameraMotion(() => calm);
  camera.aim(layout, VIEW, 0);
  camera.advance(0);
  return camera;
}

const moves: readonly (readonly [string, (camera: CameraMotion) => void])[] = [
  ['goTo', (camera) => camera.goTo({ x: 1, y: 1 })],
  ['look', (camera) => camera.look(desk.box, desk.height)],
  [
    'reveal',
    (camera) => {
      camera.look(desk.box, desk.height);
      camera.advance(1000);
      camera.reveal({ x: layout.ground.x, y: layout.ground.y });
    },
  ],
  ['aim', (camera) => camera.aim(layout, { ...VIEW, projection: 'plan' }, 400)],
];

describe('moves of the camera', () => {
  it.each(moves)('%s glides, and jumps under reduced motion to the same place', (_name, move) => {
    const [gliding, calm] = [open(false), open(true)];
    move(gliding);
    const start = { ...gliding.current };
    gliding.advance(100);
    const midway = { ...gliding.current };
    expect(midway).not.toEqual(start);
    move(calm);
    calm.advance(1);
    expect(calm.morphing).toBe(false);
    const jumped = { ...calm.current };
    expect(jumped).not.toEqual(midway);
    expect(calm.advance(16)).toBe(false);
    gliding.advance(1000);
    expect(gliding.current).toEqual(jumped);
  });
});
