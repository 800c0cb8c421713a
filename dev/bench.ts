// Development only: the bare scene that the board is measured against: so many plain images of one texture (`?still=300&moving=500`),
// the moving ones put somewhere else in every frame.
import { Game, type GameObjects, Scale, Scene, WEBGL } from 'phaser';
import { number } from './house.ts';

const still = number('still', 300);
const moving = number('moving', 500);

class Bare extends Scene {
  private readonly walkers: GameObjects.Image[] = [];
  private at = 0;

  constructor() {
    super('bare');
  }

  create(): void {
    const texture = this.textures.createCanvas('dot', 64, 64);
    const context = texture?.getContext();
    if (context) {
      context.fillStyle = '#2f6fe0';
      context.fillRect(8, 8, 48, 48);
      texture?.refresh();
    }
    for (let index = 0; index < still + moving; index++) {
      const image = this.add.image((index * 37) % 240, (index * 91) % 135, 'dot');
      // Small: filling pixels is not what is measured.
      image.setScale(0.1);
      if (index >= still) this.walkers.push(image);
    }
  }

  override update(_time: number, delta: number): void {
    this.at += delta;
    this.walkers.forEach((image, index) => image.setPosition((index * 53 + this.at * 0.1) % 240, (index * 29) % 135));
  }
}

const parent = document.getElementById('board');
if (!parent) throw new Error('no #board');
const game = new Game({
  type: WEBGL,
  parent,
  scene: new Bare(),
  banner: false,
  audio: { noAudio: true },
  input: { mouse: false, touch: false, keyboard: false, gamepad: false, windowEvents: false },
  scale: { mode: Scale.NONE, width: 240, height: 135 },
  render: { antialiasGL: false },
});
let clock = 0;
const step = (milliseconds: number): void => {
  if (game.loop.running) game.loop.stop();
  clock += milliseconds;
  game.step(clock, milliseconds);
};
Object.assign(window, { dev: { board: { step } } });
