import { answerOf, calibrationOf, forward, parseDigitSamples, prepareImage } from '#model';
import { checkpointNamed, installedMnist, readCheckpoint, readManifest, readMnist } from '#trainer';
import { readFileSync } from 'node:fs';
import { chooseSamples, pixelsOf } from './choose-samples.ts';

const FILE = 'public/samples/mnist-test.bin';

describe('chooseSamples', () => {
  it('takes as many of each digit, from all over its images', () => {
    const labels = Uint8Array.from({ length: 400 }, (_, image) => image % 10);
    expect(chooseSamples(labels, 2)).toEqual(
      Array.from({ length: 10 }, (_, digit) => [190 + digit, 390 + digit]).flat(),
    );
    expect(chooseSamples(labels, 40).length).toBe(400);
  });

  it('says of which digit there are too few', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, image) => image % 9);
    expect(() => chooseSamples(labels, 2)).toThrowError(
      RangeError,
      'digit 9: expected 2 images, found 0',
    );
  });
});

describe("the app's samples", () => {
  const samples = parseDigitSamples(readFileSync(FILE), FILE);
  const mnist = readMnist(installedMnist(), 't10k');

  it("are 100 of each digit, as MNIST's test images have them", () => {
    expect(samples.perDigit).toBe(100);
    const chosen = chooseSamples(mnist.labels, 100);
    expect(new Set(chosen).size).toBe(1000);
    const pixels = pixelsOf(mnist, chosen);
    let farthest = 0;
    for (const [place, image] of chosen.entries()) {
      const digit = Math.floor(place / 100);
      expect(mnist.labels[image]).toBe(digit);
      samples.image(digit, place % 100).forEach((ink, pixel) => {
        const real = (pixels[place * 784 + pixel] ?? NaN) / 255;
        farthest = Math.max(farthest, Math.abs(ink - real));
      });
    }
    expect(farthest).toBeLessThanOrEqual(0.5 / 15 + 1e-6);
  });

  it('are read right by the default weights, fitted and centred as the app does', () => {
    const path = 'exports/mlp_weights.json';
    const manifest = readManifest(path);
    const weights = readCheckpoint(path, manifest, checkpointNamed(manifest));
    const calibration = calibrationOf(manifest, path);
    let right = 0;
    for (let place = 0; place < 1000; place++) {
      const image = prepareImage(samples.image(Math.floor(place / 100), place % 100));
      const { probabilities } = answerOf(
        forward(manifest.network, weights, image).logits,
        calibration,
      );
      right += Number(
        probabilities.indexOf(Math.max(...probabilities)) === Math.floor(place / 100),
      );
    }
    expect(right).toBeGreaterThanOrEqual(985);
  });
});
