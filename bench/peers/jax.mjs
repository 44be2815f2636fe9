// jax-js on its WebAssembly backend: `node jax.mjs DATA_DIR BATCH SECONDS`.
import { init, jit, nn, numpy as np, defaultDevice, tree, valueAndGrad } from '@jax-js/jax';
import { batches, loadMnist, measure } from './mnist.mjs';

const [dataDir, batchText, secondsText] = process.argv.slice(2);
const batchSize = Number(batchText);
await init('wasm');
defaultDevice('wasm');

const SIZES = [784, 128, 64, 10];
const uniform = (count, fanIn) =>
  Float32Array.from({ length: count }, () => (Math.random() * 2 - 1) / Math.sqrt(fanIn));
let params = SIZES.slice(1).map((outputs, i) => ({
  w: np.array(uniform(SIZES[i] * outputs, SIZES[i])).reshape([SIZES[i], outputs]),
  b: np.array(uniform(outputs, SIZES[i])),
}));
const zeros = () => tree.map((p) => np.zeros(p.shape), tree.ref(params));
let first = zeros();
let second = zeros();

function loss(params, x, y) {
  let h = x;
  params.forEach(({ w, b }, i) => {
    h = np.dot(h, w).add(b);
    if (i < params.length - 1) h = nn.relu(h);
  });
  return nn
    .logSoftmax(h)
    .mul(nn.oneHot(y, 10))
    .sum()
    .mul(-1 / batchSize);
}

const update = jit((params, first, second, x, y, correction1, correction2) => {
  const [value, gradient] = valueAndGrad(loss)(tree.ref(params), x, y);
  const m = tree.map((m, g) => m.mul(0.9).add(g.mul(0.1)), first, tree.ref(gradient));
  const v = tree.map((v, g) => v.mul(0.999).add(g.ref.mul(g).mul(0.001)), second, gradient);
  const next = tree.map(
    (p, m, v) =>
      p.sub(
        m
          .mul(correction1.ref)
          .div(np.sqrt(v.mul(correction2.ref)).add(1e-8))
          .mul(1e-3),
      ),
    params,
    tree.ref(m),
    tree.ref(v),
  );
  correction1.dispose();
  correction2.dispose();
  return [next, m, v, value];
});

const source = batches(loadMnist(dataDir), batchSize);
let t = 0;
await measure('@jax-js/jax 0.1.25, wasm', batchSize, Number(secondsText), async () => {
  t += 1;
  const { x, y } = source.next().value;
  let value;
  [params, first, second, value] = update(
    params,
    first,
    second,
    np.array(x.slice()).reshape([batchSize, 784]),
    np.array(y.slice()),
    np.array(1 / (1 - 0.9 ** t)),
    np.array(1 / (1 - 0.999 ** t)),
  );
  return value.jsAsync();
});
process.exit(0);
