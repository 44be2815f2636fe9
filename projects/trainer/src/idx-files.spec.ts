import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { idxBytes, writeBarDigits } from '../testing/idx-writer.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { DataFileError, installedMnist, readIdxImages, readMnist } from './idx-files.ts';

describe('MNIST files', () => {
  const folder = useTemporaryFolder();

  it('are the published ones in the installed package', () => {
    // MD5 of the original train-images-idx3-ubyte.
    const file = join(installedMnist(), 'train-images-idx3-ubyte');
    const md5 = createHash('md5').update(readFileSync(file)).digest('hex');
    expect(md5).toBe('6bbc9ace898e44ae57da46a324031adb');
    const { pixels, labels } = readMnist(installedMnist(), 'train');
    expect(pixels.length).toBe(60_000 * 784);
    expect([...labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    // Mean ink of the training set, as torchvision's examples normalise with.
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length / 255;
    expect(mean).toBeCloseTo(0.1307, 4);
  });

  it('are read gzipped or not, under the names that archives give them', () => {
    writeBarDigits(folder());
    const plain = readMnist(folder(), 't10k');
    const images = join(folder(), 't10k-images-idx3-ubyte');
    writeFileSync(`${images}.gz`, gzipSync(readFileSync(images)));
    rmSync(images);
    const labels = join(folder(), 't10k-labels-idx1-ubyte');
    renameSync(labels, join(folder(), 't10k-labels.idx1-ubyte'));
    const other = readMnist(folder(), 't10k');
    expect(Buffer.compare(other.pixels, plain.pixels)).toBe(0);
    expect(Buffer.compare(other.labels, plain.labels)).toBe(0);
    expect(plain.labels.length).toBe(60);
  });

  const images = idxBytes(0x803, [2, 1, 2], Uint8Array.of(1, 2, 3, 4));
  const labels = idxBytes(0x801, [2], Uint8Array.of(3, 9));
  const broken: [string, Buffer | undefined, Buffer | undefined, RegExp][] = [
    ['no images', undefined, labels, /expected a file t10k-images-idx3-ubyte or .*found none$/],
    ['no labels', images, undefined, /expected a file t10k-labels-idx1-ubyte or .*found none$/],
    [
      'labels for images',
      labels,
      labels,
      /t10k-images.*IDX file of images.*0x00000803.*0x00000801/,
    ],
    [
      'images for labels',
      images,
      images,
      /t10k-labels.*IDX file of labels.*0x00000801.*0x00000803/,
    ],
    ['a web page', Buffer.from('<html>no such file</html>'), labels, /found 0x3c68746d$/],
    ['an empty file', Buffer.alloc(0), labels, /IDX file of images.*found 0 bytes$/],
    ['no more than what it is', images.subarray(0, 4), labels, /found 0x00000803$/],
    ['half a header', images.subarray(0, 9), labels, /IDX file of images/],
    [
      'cut pixels',
      images.subarray(0, -1),
      labels,
      /expected 20 bytes \(2 images of 1x2\), found 19/,
    ],
    [
      'a byte too many',
      images,
      Buffer.concat([labels, labels.subarray(0, 1)]),
      /expected 10 bytes \(2 labels\), found 11 bytes$/,
    ],
    ['cut gzip', gzipSync(images).subarray(0, -6), labels, /whole gzip file/],
    [
      'a label of 10',
      images,
      idxBytes(0x801, [2], Uint8Array.of(3, 10)),
      /label 1: expected 0 to 9, found 10$/,
    ],
    ['no image in it', idxBytes(0x803, [0, 28, 28], Uint8Array.of()), labels, /at least one image/],
    [
      'images of no rows',
      idxBytes(0x803, [2, 0, 28], Uint8Array.of()),
      labels,
      /at least one image with pixels, found 2 of 0x28$/,
    ],
    [
      'images of no columns',
      idxBytes(0x803, [2, 28, 0], Uint8Array.of()),
      labels,
      /at least one image with pixels, found 2 of 28x0$/,
    ],
    ['no label in it', images, idxBytes(0x801, [0], Uint8Array.of()), /one label, found none$/],
    [
      'images of another shape',
      idxBytes(0x803, [2, 14, 56], new Uint8Array(1568)),
      labels,
      /t10k-images-idx3-ubyte: expected images of 28x28 pixels, found 14x56$/,
    ],
    [
      'images too narrow',
      idxBytes(0x803, [2, 28, 14], new Uint8Array(2 * 392)),
      labels,
      /expected images of 28x28 pixels, found 28x14$/,
    ],
    [
      'images too low',
      idxBytes(0x803, [2, 14, 28], new Uint8Array(2 * 392)),
      labels,
      /expected images of 28x28 pixels, found 14x28$/,
    ],
    [
      'the other byte order',
      Buffer.from(images).fill(Buffer.of(3, 8, 0, 0), 0, 4),
      labels,
      /beginning with 0x00000803\), found 0x03080000$/,
    ],
    [
      'a label too few',
      images,
      idxBytes(0x801, [1], Uint8Array.of(3)),
      /expected 2 labels.*found 1$/,
    ],
  ];
  for (const [name, imageBytes, labelBytes, message] of broken) {
    it(`are refused by name: ${name}`, () => {
      if (imageBytes) writeFileSync(join(folder(), 't10k-images-idx3-ubyte'), imageBytes);
      if (labelBytes) writeFileSync(join(folder(), 't10k-labels-idx1-ubyte'), labelBytes);
      expect(() => readMnist(folder(), 't10k')).toThrowMatching(
        (error) => error instanceof DataFileError && message.test(error.message),
      );
    });
  }

  it('are refused when a folder stands in their place', () => {
    mkdirSync(join(folder(), 'x'));
    expect(() => readIdxImages(join(folder(), 'x'))).toThrowError(DataFileError, /cannot be read/);
  });
});
