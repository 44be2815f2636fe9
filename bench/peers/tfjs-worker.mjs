// TensorFlow.js in a worker of the page of `npm run bench -- lab`, which bundles it with bench/lab/learner.ts.
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { batchesOf, serveLearner } from '../lab/learner.ts';

/** @param how backend, and whether batches are gathered from digits that are there already or brought each time */
async function tfjsLearner(setup, how) {
  const { sizes, pixels, labels, weights, batchSize, rate, normalization } = setup;
  const [backend, batches] = how.split(', ');
  if (backend === 'wasm') {
    setWasmPaths(new URL('.', location.href).href);
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`${backend}: expected to begin, did not`);
  const images = Float32Array.from(
    pixels,
    (ink) => (ink / 255 - normalization.mean) / normalization.std,
  );
  const inputs = sizes[0];
  const isGathered = batches === 'gathered';
  const all = isGathered ? tf.tensor2d(images, [labels.length, inputs]) : undefined;
  const allLabels = isGathered ? tf.tensor1d(Int32Array.from(labels), 'int32') : undefined;
  const layers = weights.map((layer, index) => ({
    w: tf.variable(tf.transpose(tf.tensor2d(layer, [sizes[index + 1], sizes[index]]))),
    b: tf.variable(tf.zeros([sizes[index + 1]])),
  }));
  const optimizer = tf.train.sgd(rate);
  const order = batchesOf(setup);
  const x = new Float32Array(batchSize * inputs);
  const y = new Int32Array(batchSize);
  const batch = (positions) => {
    if (isGathered) {
      const index = tf.tensor1d(Int32Array.from(positions), 'int32');
      return [tf.gather(all, index), tf.gather(allLabels, index)];
    }
    positions.forEach((position, at) => {
      x.set(images.subarray(position * inputs, (position + 1) * inputs), at * inputs);
      y[at] = labels[position];
    });
    return [tf.tensor2d(x, [batchSize, inputs]), tf.tensor1d(y, 'int32')];
  };
  const step = () =>
    tf.tidy(() => {
      const [digits, names] = batch(order.next().value);
      return optimizer.minimize(() => {
        let h = digits;
        layers.forEach(({ w, b }, index) => {
          h = tf.add(tf.matMul(h, w), b);
          if (index < layers.length - 1) h = tf.relu(h);
        });
        const target = tf.oneHot(names, sizes.at(-1));
        return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(h), target), 1)));
      }, true);
    });
  return {
    steps: async (count) => {
      const losses = Array.from({ length: count }, step);
      const mean = tf.tidy(() => tf.mean(tf.stack(losses)));
      const [loss] = await mean.data();
      tf.dispose([...losses, mean]);
      return loss;
    },
  };
}

serveLearner(tfjsLearner);
