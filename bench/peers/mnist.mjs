import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PIXELS = 784;

/** MNIST's training set as a framework wants it: normalised float32 images and labels. */
export function loadMnist(dataDir) {
  const pixels = readFileSync(join(dataDir, 'train-images-idx3-ubyte')).subarray(16);
  const labels = readFileSync(join(dataDir, 'train-labels-idx1-ubyte')).subarray(8);
  const images = Float32Array.from(pixels, (pixel) => (pixel / 255 - 0.1307) / 0.3081);
  return { images, labels, count: labels.length };
}

/** Endless batches in a random order; the same arrays are filled again each time. */
export function* batches({ images, labels, count }, batchSize) {
  const x = new Float32Array(batchSize * PIXELS);
  const y = new Int32Array(batchSize);
  for (;;) {
    for (let i = 0; i < batchSize; i++) {
      const pick = Math.floor(Math.random() * count);
      x.set(images.subarray(pick * PIXELS, (pick + 1) * PIXELS), i * PIXELS);
      y[i] = labels[pick];
    }
    yield { x, y };
  }
}

/** Steps for the time given, after a tenth of it for warming up; prints one JSON line. */
export async function measure(name, batchSize, seconds, step) {
  const warmUpEnds = performance.now() + seconds * 100;
  while (performance.now() < warmUpEnds) await step();
  const started = performance.now();
  let images = 0;
  let loss = NaN;
  while (performance.now() - started < seconds * 1000) {
    loss = await step();
    images += batchSize;
  }
  const imagesPerSecond = images / ((performance.now() - started) / 1000);
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ name, batchSize, imagesPerSecond, loss, peakMemoryBytes }));
}
