import { NETWORK_LIMITS } from '#model';
import { DataUtils } from 'three';
import { layoutNetwork } from '../geometry/network-layout.ts';
import { TEXTURE_WIDTH } from '../shaders/common.glsl.ts';
import { NeuronTextures } from './neuron-textures.ts';

/** What WebGL 2 promises for either side of a texture (OpenGL ES 3.0, MAX_TEXTURE_SIZE). */
const PROMISED_SIZE = 2048;

describe('NeuronTextures', () => {
  const { hiddenLayers, neuronsPerLayer } = NETWORK_LIMITS;
  const hidden = new Array<number>(hiddenLayers).fill(neuronsPerLayer);
  const layout = layoutNetwork([784, ...hidden, 10]);

  it('tell all sources of the largest layer apart, the last one too', () => {
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

  it('are no larger for the largest network than every browser takes', () => {
    const textures = new NeuronTextures(layout);
    expect(textures.positions.image.height).toBeLessThanOrEqual(PROMISED_SIZE);
    expect(TEXTURE_WIDTH).toBeLessThanOrEqual(PROMISED_SIZE);
    // A layer's weights are a texture of sources by targets.
    expect(neuronsPerLayer).toBeLessThanOrEqual(PROMISED_SIZE);
    textures.dispose();
  });
});
