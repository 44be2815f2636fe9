import { perceptronSpec, sha256Hex, NO_DIGIT, Random } from '#model';
import { initialWeights } from '../src/run/initial-weights.ts';
import { type BackendFactory, type LearningSetup } from '../src/learning-backend.ts';
import { generatedImages } from './generated-images.ts';

const IMAGES = 150;
/** Batches of all sizes, fewer than there are threads among them. */
const BATCHES = [48, 1, 2, 47, 3, 48, 5, 9, 48, 16];

/** All that a recipe can ask for: images drawn anew, images of no digit, averaged weights. */
export function wholeSetup(): LearningSetup {
  const spec = perceptronSpec([784, 20, 12, 10]);
  const { pixels, labels } = generatedImages(IMAGES, { inputs: 784 });
  return {
    spec,
    initialWeights: initialWeights(spec, 3),
    trainingSet: { pixels, labels: labels.map((label, i) => (i % 4 ? label : NO_DIGIT)) },
    maxBatchSize: 48,
    adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    augmentation: {
      ...{ rotation: 12, shear: 0.15, scale: 0.12, anisotropy: 0.06, shift: 1.5, elastic: 1.25 },
      ...{ refitShare: 0.5, smallest: 9, largest: 26, seed: 8 },
    },
    outlierWeight: 0.5,
    averaging: 0.9,
  };
}

/** What `learnWhole` gives with one thread, and has to give with any number, anywhere. */
export const WHOLE_LEARNING = 'e3b7907c5eefead9cebba082fb3ae3947737b8c5007e0daed5d5bc6b7aa96225';

/** Learns a little of everything; the SHA-256 of weights and loss. */
export async function learnWhole(factory: BackendFactory): Promise<string> {
  const backend = await factory(wholeSetup());
  try {
    const random = Random.fromSeed(6);
    for (const size of BATCHES) {
      const indices = Uint32Array.from({ length: size }, () => random.nextBelow(IMAGES));
      backend.step(indices, 0.01);
    }
    const weights = await backend.weights();
    const values = weights.flatMap((layer) => [...layer.weights, ...layer.biases]);
    const bytes = Float64Array.of(...values, await backend.takeLoss());
    return sha256Hex(new Uint8Array(bytes.buffer));
  } finally {
    await backend.close();
  }
}
