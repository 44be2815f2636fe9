import { inflateSync } from 'node:zlib';
import { greyPng } from './grey-png.ts';

describe('greyPng', () => {
  it('has a header, rows without a filter, and an end, each with its checksum', () => {
    const png = greyPng(Uint8Array.of(0, 1, 2, 253, 254, 255), 3);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    // 13 bytes: 3 columns, 2 rows, 8 bits, grey, and three zeroes.
    expect(png.subarray(8, 29).toString('hex')).toBe(
      `0000000d${Buffer.from('IHDR').toString('hex')}00000003000000020800000000`,
    );
    const length = png.readUInt32BE(33);
    expect(png.subarray(37, 41).toString()).toBe('IDAT');
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 0, 1, 2, 0, 253, 254, 255]);
    // The end is the same in every PNG file.
    expect(png.subarray(45 + length).toString('hex')).toBe('0000000049454e44ae426082');
  });
});
