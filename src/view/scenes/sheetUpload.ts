// New texts go to the graphics card by themselves: the lines they stand in, not the whole sheet, which is sixteen megabytes.
import type { TextSheet } from '../layers/textSheet.ts';
import type { Gl } from './cardProgram.ts';

export type SheetUpload = (gl: Gl, texture: WebGLTexture, sheet: TextSheet) => void;

export function createSheetUpload(): SheetUpload {
  const strip = document.createElement('canvas');
  const context = strip.getContext('2d');
  return (gl, texture, sheet) => {
    const lines = sheet.takeLines();
    if (!lines || !context) return;
    const { canvas } = sheet;
    const height = lines.to - lines.from;
    // Another size also wipes the strip.
    strip.width = canvas.width;
    strip.height = height;
    context.drawImage(canvas, 0, lines.from, canvas.width, height, 0, 0, canvas.width, height);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    // As Phaser uploads: upside down, colours with their alpha in them.
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, canvas.height - lines.to, gl.RGBA, gl.UNSIGNED_BYTE, strip);
  };
}
