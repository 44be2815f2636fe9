import { labelledDrawingsZip, readZip } from '#formats';
import { DEFAULT_BRUSH, type Drawing, type Stroke } from '#model';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { readIdxImages, readIdxLabels } from './idx-files.ts';
import { readDrawings } from './read-drawings.ts';

const bar = (x: number): Drawing => {
  const points: Stroke = [
    { x, y: 4.25, pressure: 0.5, time: 0 },
    { x: x + 0.125, y: 24, pressure: 0.75, time: 120.5 },
  ];
  return {
    strokes: [
      { points, brush: DEFAULT_BRUSH },
      { points: [{ x: 3, y: 3, pressure: 0.5 }], brush: { size: 2, strength: 0.5 } },
    ],
  };
};
const image = (ink: number): Uint8Array => {
  const pixels = new Uint8Array(784).fill(ink);
  pixels[783] = 255;
  return pixels;
};

describe('own digits that the app has written', () => {
  const folder = useTemporaryFolder();
  const unpacked = (digits: Parameters<typeof labelledDrawingsZip>[0]): string[] =>
    readZip(labelledDrawingsZip(digits), 'own-digits.zip').map(({ name, bytes }) => {
      const file = join(folder(), name);
      writeFileSync(file, bytes);
      return file;
    });

  it('are read by the trainer: images, labels and strokes, in one order', () => {
    const [images = '', labels = '', drawings = ''] = unpacked([
      { digit: 1, drawing: bar(14), image: image(7) },
      { digit: 9, drawing: bar(5), image: image(200) },
      { digit: 0, drawing: bar(20), image: image(0) },
    ]);
    expect(images).toMatch(/own-images-idx3-ubyte$/);
    expect(labels).toMatch(/own-labels-idx1-ubyte$/);
    const { pixels, count, rows, columns } = readIdxImages(images);
    expect([count, rows, columns]).toEqual([3, 28, 28]);
    expect([...pixels.subarray(782, 786)]).toEqual([7, 255, 200, 200]);
    expect([...readIdxLabels(labels)]).toEqual([1, 9, 0]);
    expect(readDrawings(drawings)).toEqual([
      { digit: 1, drawing: bar(14) },
      { digit: 9, drawing: bar(5) },
      { digit: 0, drawing: bar(20) },
    ]);
  });
});
