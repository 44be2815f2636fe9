import { perceptronSpec, type NetworkWeights } from '#model';
import { faceOf } from './face-of.ts';

const PIXELS = 784;
const zeros = (count: number): Float32Array => new Float32Array(count);

describe('faceOf', () => {
  it('shows the neurons that matter most: by what goes in, and by what leads on', () => {
    const spec = perceptronSpec([PIXELS, 20, 10]);
    const first = zeros(20 * PIXELS);
    const second = zeros(10 * 20);
    for (let neuron = 0; neuron < 20; neuron++) {
      // One pixel each, by which it is known; the last neurons have large weights that lead nowhere.
      first[neuron * PIXELS + neuron] = neuron >= 18 ? 9 : 1;
      second[3 * 20 + neuron] = neuron >= 18 ? 0 : neuron + 1;
    }
    const weights: NetworkWeights = [
      { weights: first, biases: zeros(20) },
      { weights: second, biases: zeros(10) },
    ];
    const shown = faceOf(spec, weights)?.templates.map((template) => template.indexOf(127));
    expect(shown).toEqual([17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  });

  it('shows the ten digits in their order where there is no hidden layer', () => {
    const spec = perceptronSpec([PIXELS, 10]);
    const weights = zeros(10 * PIXELS);
    for (let digit = 0; digit < 10; digit++) weights[digit * PIXELS + digit] = -1 - digit;
    const face = faceOf(spec, [{ weights, biases: zeros(10) }]);
    expect(face?.templates.map((template) => template.indexOf(-127))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  it('has full colour at 2.7 times the root mean square, and noise stays faint', () => {
    const spec = perceptronSpec([PIXELS, 10]);
    const even = zeros(10 * PIXELS).fill(0.1);
    const [template] = faceOf(spec, [{ weights: even, biases: zeros(10) }])?.templates ?? [];
    expect(template?.[5]).toBe(Math.round(127 / 2.7));
    const faint = zeros(10 * PIXELS).fill(0.001);
    const [noise] = faceOf(spec, [{ weights: faint, biases: zeros(10) }])?.templates ?? [];
    expect(noise?.[5]).toBe(Math.round((127 * 0.001) / 0.05));
  });

  it('is none for an input that is no image of 28 by 28', () => {
    const weights = [{ weights: zeros(30), biases: zeros(10) }];
    expect(faceOf(perceptronSpec([3, 10]), weights)).toBeUndefined();
  });
});
