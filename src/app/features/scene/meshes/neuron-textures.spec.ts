import { NETWORK_LIMITS } from '#model';
import { DataUtils } from 'three';
import { layoutNetwork } from '../geometry/network-layout.ts';
import { TEXTURE_WIDTH } from '../shaders/common.glsl.ts';
import { NeuronTextures } from './neuron-textures.ts';

/** The texture size that WebGL 2 guarantees (OpenGL ES 3.0, MAX_TEXTURE_SIZE). */
const PROMISED_SIZE = 2048;

describe('NeuronTextures', () => {
  const { hiddenLayers, neuronsPerLayer } = NETWORK_LIMITS;
  const hidden = new Array<number>(hiddenLayers).fill(neuronsPerLayer);
  const layout = layoutNetwork([784, ...hidden, 10]);

  it('distinguish all sources of the largest layer, including the last one', () => {
    const textures = new NeuronTextures(layout);
    const layer = layout.layers[hiddenLayers];
    if (!layer) throw new Error('expected a last hidden layer');
    const all = Array.from({ length: neuronsPerLayer }, (_, index) => index);
    textures.setValues(layer.first, new Float32Array(neuronsPerLayer), all);
    const data = textures.values.image.data as Uint16Array;
    const read = all.map((i) => DataUtils.fromHalfFloat(data[(layer.first + i) * 2 + 1] ?? NaN));
    expect(read).toEqual(all);
    textures.dispose();
  });

  it('keep what decides whether a connection is shown apart from what decides how bright', () => {
    const textures = new NeuronTextures(layoutNetwork([784, 2, 10]));
    textures.setThresholds(784, [0.5, 2], [1, 0.25]);
    // Nothing is drawn any more: the ranking is by weight, for no answer.
    textures.setThresholds(784, [3, 4]);
    const data = textures.thresholds.image.data as Uint16Array;
    const read = [...data.subarray(784 * 2, 786 * 2)].map((half) => DataUtils.fromHalfFloat(half));
    expect(read).toEqual([3, 1, 4, 0.25]);
    textures.dispose();
  });

  it('take 8 bytes a neuron for what changes with the drawing, 8 KB for the default network', () => {
    const textures = new NeuronTextures(layoutNetwork([784, 128, 64, 10]));
    const bytes = [textures.values, textures.thresholds].map(
      ({ image }) => (image.data as Uint16Array).byteLength,
    );
    expect(bytes).toEqual([4096, 4096]);
    textures.dispose();
  });

  it('move neurons without taking their values', () => {
    const textures = new NeuronTextures(layout);
    textures.setValues(0, [0.5], [0]);
    const [input, ...later] = layout.layers;
    if (!input) throw new Error('expected an input layer');
    const positions = layout.positions.map((coordinate) => coordinate + 1);
    textures.setPositions({ layers: [{ ...input, radius: 7 }, ...later], positions });
    const data = textures.positions.image.data as Float32Array;
    expect([...data.subarray(0, 4)]).toEqual([...positions.subarray(0, 3), 7]);
    const values = textures.values.image.data as Uint16Array;
    expect(DataUtils.fromHalfFloat(values[0] ?? NaN)).toBe(0.5);
    textures.dispose();
  });

  it('stay within the texture size that every browser supports, even for the largest network', () => {
    const textures = new NeuronTextures(layout);
    expect(textures.positions.image.height).toBeLessThanOrEqual(PROMISED_SIZE);
    expect(TEXTURE_WIDTH).toBeLessThanOrEqual(PROMISED_SIZE);
    // The weights of a layer are a texture with one texel per source and target.
    expect(neuronsPerLayer).toBeLessThanOrEqual(PROMISED_SIZE);
    textures.dispose();
  });
});
