import { unpackInOrder } from '../../testing/zip-builder.ts';
import { readZip } from './read-zip.ts';
import { writeZip } from './write-zip.ts';

describe('writeZip', () => {
  const files = [
    { name: 'a.json', bytes: new TextEncoder().encode('{"a": 1}'.repeat(1000)) },
    { name: 'b/ü.bin', bytes: Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) >>> 3) },
    { name: 'b/none', bytes: new Uint8Array() },
  ];

  it('writes what another reader reads, entry by entry', () => {
    const found = [...unpackInOrder(writeZip(files))].map(([name, bytes]) => ({
      ...{ name, bytes: new Uint8Array(bytes) },
    }));
    expect(found).toEqual(files);
  });

  it('writes what its own reader reads by the directory', () => {
    expect(readZip(writeZip(files), 'x.zip')).toEqual(files);
  });

  it('makes it smaller, and always the same', () => {
    const zip = writeZip(files.slice(0, 1));
    expect(zip.length).toBeLessThan(400);
    expect(writeZip(files.slice(0, 1))).toEqual(zip);
  });
});
