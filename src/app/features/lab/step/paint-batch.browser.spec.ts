import { paintBatch } from './paint-batch.ts';

describe('paintBatch', () => {
  it('marks a corner of each digit whose label is wrong', () => {
    const canvas = document.createElement('canvas');
    const batch = {
      size: 3,
      images: new Uint8Array(3 * 784),
      labels: Uint8Array.of(1, 2, 3),
      answers: Uint8Array.of(7, 7, 7),
      isWrong: Uint8Array.of(0, 1, 0),
    };
    paintBatch(canvas, batch, {
      ...{ told: 0, columns: 3, paper: [255, 255, 255], ink: [0, 0, 0], ring: [200, 80, 40] },
    });
    const at = (x: number, y: number) => [
      ...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? []),
    ];
    // Cells of 32: the paper's upper right corner is at 29.
    expect([29, 61, 93].map((x) => at(x, 2))).toEqual([
      [255, 255, 255, 255],
      [200, 80, 40, 255],
      [255, 255, 255, 255],
    ]);
    // The other corner stays paper.
    expect(at(34, 2)).toEqual([255, 255, 255, 255]);
  });
});
