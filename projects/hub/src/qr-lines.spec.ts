import { stripVTControlCharacters } from 'node:util';
import decodeQR from 'qr/decode.js';
import { qrLines } from './qr-lines.ts';

const ADDRESS = 'http://192.168.178.120:8000';
/** Pixels of a module: a camera sees more than one. */
const SCALE = 4;

describe('qrLines', () => {
  it('are read by a camera as the address', () => {
    expect(decodeQR(photographOf(qrLines(ADDRESS)))).toBe(ADDRESS);
  });

  it('set their own colours, and leave the terminal its own', () => {
    for (const line of qrLines(ADDRESS)) {
      expect(line.startsWith('\u001b[97;40m')).toBeTrue();
      expect(line.endsWith('\u001b[0m')).toBeTrue();
    }
  });
});

/** What a terminal shows of block characters, white on black, in pixels. */
function photographOf(lines: readonly string[]): {
  width: number;
  height: number;
  data: Uint8Array;
} {
  const rows = lines.flatMap((line) => {
    const characters = Array.from(stripVTControlCharacters(line));
    return ['\u2588\u2580', '\u2588\u2584'].map((white) =>
      characters.map((character) => white.includes(character)),
    );
  });
  const [width, height] = [(rows[0]?.length ?? 0) * SCALE, rows.length * SCALE];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const isWhite = rows[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)];
    data.fill(isWhite ? 255 : 0, pixel * 4, pixel * 4 + 3);
  }
  return { width, height, data };
}
