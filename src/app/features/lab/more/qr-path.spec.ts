import decodeQR from 'qr/decode.js';
import { qrPath } from './qr-path.ts';

describe('the QR code of a run', () => {
  it('says the address', () => {
    const address = 'https://school.example/app/#/lab?layers=64-32&by=adam&rate=0.001&dice=9999';
    const { size, path } = qrPath(address);
    const scale = 4;
    const data = new Uint8Array((size * scale) ** 2 * 4).fill(255);
    for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1/g)) {
      for (let pixel = 0; pixel < scale ** 2; pixel++) {
        const column = Number(x) * scale + (pixel % scale);
        const row = Number(y) * scale + Math.floor(pixel / scale);
        data.fill(0, (row * size * scale + column) * 4, (row * size * scale + column) * 4 + 3);
      }
    }
    expect(decodeQR({ width: size * scale, height: size * scale, data })).toBe(address);
  });
});
