// Prints one JSON line: the engine's speed, `node bench/engine.ts DATA_DIR BATCH SECONDS [THREADS]`.
import { initialWeights, wasmThreadsBackend } from '#engine';
import { perceptronSpec } from '#model';
import { startNodeThread } from '#trainer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [dataDir = '', batchText, secondsText, threadsText = '1'] = process.argv.slice(2);
const batchSize = Number(batchText);
const seconds = Number(secondsText);
const threads = Number(threadsText);

const trainingSet = {
  pixels: readFileSync(join(dataDir, 'train-images-idx3-ubyte')).subarray(16),
  labels: readFileSync(join(dataDir, 'train-labels-idx1-ubyte')).subarray(8),
};
const spec = perceptronSpec([784, 128, 64, 10]);
const backend = await wasmThreadsBackend({ threads, start: startNodeThread })({
  spec,
  initialWeights: initialWeights(spec, 1),
  trainingSet,
  maxBatchSize: batchSize,
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
});
const count = trainingSet.labels.length;
// A stride that shares no factor with 60,000 visits every image before it comes round.
const stride = 27_449;
let next = 0;
const indices = new Uint32Array(batchSize);

train(seconds / 10);
await backend.takeLoss();
const { images, elapsed } = train(seconds);
const loss = (await backend.takeLoss()) / images;
await backend.close();
const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
console.log(
  JSON.stringify({
    name: `ours, ${backend.name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    batchSize,
    imagesPerSecond: images / elapsed,
    loss,
    peakMemoryBytes,
  }),
);

function train(duration: number): { images: number; elapsed: number } {
  const started = performance.now();
  let images = 0;
  let elapsed = 0;
  while (elapsed < duration) {
    for (let i = 0; i < batchSize; i++) {
      indices[i] = next;
      next = (next + stride) % count;
    }
    backend.step(indices, 1e-3);
    images += batchSize;
    elapsed = (performance.now() - started) / 1000;
  }
  return { images, elapsed };
}
