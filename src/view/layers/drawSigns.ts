// Signs of the atlas for roofs, drawn for this game: the gate's shield, the bridge's lock, the mail room's letter, a private door's keyhole,
// neighbours linked, headquarters, a machine's screen, a supplier's drum. Lines in the ink of the theme, one cell each.
import { cssColour, type Palette } from '../tokens.ts';
import { type SignName, signCell } from './atlas.ts';

type Context = CanvasRenderingContext2D;

const DRAW: Readonly<Record<SignName, (context: Context) => void>> = {
  shield: (context) => {
    context.moveTo(32, 8);
    context.lineTo(52, 15);
    context.lineTo(52, 32);
    context.quadraticCurveTo(50, 48, 32, 57);
    context.quadraticCurveTo(14, 48, 12, 32);
    context.lineTo(12, 15);
    context.closePath();
    context.moveTo(22, 32);
    context.lineTo(30, 40);
    context.lineTo(43, 24);
  },
  lock: (context) => {
    context.roundRect(14, 28, 36, 28, 4);
    context.moveTo(20, 28);
    context.lineTo(20, 20);
    context.arc(32, 20, 12, Math.PI, 0);
    context.lineTo(44, 28);
    context.moveTo(32, 38);
    context.lineTo(32, 46);
  },
  post: (context) => {
    context.rect(9, 16, 46, 32);
    context.moveTo(10, 18);
    context.lineTo(32, 36);
    context.lineTo(54, 18);
  },
  keyhole: (context) => {
    context.rect(16, 6, 32, 52);
    context.moveTo(37, 28);
    context.arc(32, 28, 5, 0, Math.PI * 2);
    context.moveTo(32, 33);
    context.lineTo(32, 44);
  },
  link: (context) => {
    context.rect(7, 10, 22, 22);
    context.rect(35, 32, 22, 22);
    context.moveTo(29, 26);
    context.lineTo(46, 26);
    context.lineTo(46, 32);
  },
  tower: (context) => {
    context.rect(18, 6, 28, 52);
    for (const y of [18, 30, 42]) {
      context.moveTo(26, y);
      context.lineTo(28, y);
      context.moveTo(36, y);
      context.lineTo(38, y);
    }
  },
  screen: (context) => {
    context.roundRect(8, 12, 48, 32, 4);
    context.moveTo(32, 44);
    context.lineTo(32, 54);
    context.moveTo(20, 54);
    context.lineTo(44, 54);
  },
  drum: (context) => {
    context.ellipse(32, 16, 20, 8, 0, 0, Math.PI * 2);
    context.moveTo(12, 16);
    context.lineTo(12, 48);
    context.ellipse(32, 48, 20, 8, 0, Math.PI, 0, true);
    context.lineTo(52, 16);
  },
};

export function drawSign(context: Context, name: SignName, palette: Palette): void {
  const { x, y } = signCell(name);
  context.save();
  context.translate(x, y);
  context.globalAlpha = 0.72;
  context.strokeStyle = cssColour(palette.ink);
  context.lineWidth = 5;
  context.lineJoin = context.lineCap = 'round';
  context.beginPath();
  DRAW[name](context);
  context.stroke();
  context.restore();
}
