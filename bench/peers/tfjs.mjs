// TensorFlow.js on its WebAssembly backend: `node tfjs.mjs DATA_DIR BATCH SECONDS`.
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { batches, loadMnist, measure } from './mnist.mjs';

const [dataDir, batchText, secondsText] = process.argv.slice(2);
const batchSize = Number(batchText);
const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(join(dirname(entry), '../wasm-out/'));
setThreadsCount(1);
await tf.setBackend('wasm');

const SIZES = [784, 128, 64, 10];
const layers = SIZES.slice(1).map((outputs, i) => {
  const limit = 1 / Math.sqrt(SIZES[i]);
  return {
    w: tf.variable(tf.randomUniform([SIZES[i], outputs], -limit, limit)),
    b: tf.variable(tf.randomUniform([outputs], -limit, limit)),
  };
});
const optimizer = tf.train.adam(1e-3);
const source = batches(loadMnist(dataDir), batchSize);
await measure('TensorFlow.js 4.22, wasm', batchSize, Number(secondsText), async () => {
  const { x, y } = source.next().value;
  const loss = tf.tidy(() =>
    optimizer.minimize(() => {
      let h = tf.tensor2d(x, [batchSize, 784]);
      layers.forEach(({ w, b }, i) => {
        h = tf.add(tf.matMul(h, w), b);
        if (i < layers.length - 1) h = tf.relu(h);
      });
      const target = tf.oneHot(tf.tensor1d(y, 'int32'), 10);
      return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(h), target), 1)));
    }, true),
  );
  const [value] = await loss.data();
  loss.dispose();
  return value;
});
