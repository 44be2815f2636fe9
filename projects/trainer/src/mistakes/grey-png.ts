import { deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BITS = 8;
const GREY = 0;
/** Of the CRC that PNG (ISO/IEC 15948, annex D) takes over from ITU-T V.42, reflected. */
const POLYNOMIAL = 0xedb88320;

/**
 * A PNG file of a grey picture.
 * @param light 0 (black) to 255 (white), row-major, `[row][columns]`
 */
export function greyPng(light: Uint8Array, columns: number): Buffer {
  const rows = light.length / columns;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([BITS, GREY], 8);
  const lines = Buffer.alloc(rows * (columns + 1));
  for (let row = 0; row < rows; row++) {
    // Each row begins with how it is filtered: not at all.
    lines.set(light.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  }
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.of()),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crcOf(named));
  return Buffer.concat([length, named, check]);
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  }
  return ~crc >>> 0;
}
