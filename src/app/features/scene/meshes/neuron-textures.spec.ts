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

  it('stay within the texture size that every browser supports, even for the largest network', () => {
    const textures = new NeuronTextures(layout);
    expect(textures.positions.image.height).toBeLessThanOrEqual(PROMISED_SIZE);
    expect(TEXTURE_WIDTH).toBeLessThanOrEqual(PROMISED_SIZE);
    // The weights of a layer are a texture with one texel per source and target.
    expect(neuronsPerLayer).toBeLessThanOrEqual(PROMISED_SIZE);
    textures.dispose();
  });
});
