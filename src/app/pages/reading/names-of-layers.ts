import type { Phrases } from '../../i18n/phrases.ts';

/**
 * What layers are called beside the picture and in words.
 * @param sizes of the layers from input to output
 */
export function namesOfLayers(sizes: readonly number[], say: Phrases['say']): readonly string[] {
  return sizes.map((count, layer) => {
    if (layer === 0) return say('scene.pixels');
    return say(layer === sizes.length - 1 ? 'scene.digits' : 'scene.neurons', { count });
  });
}
