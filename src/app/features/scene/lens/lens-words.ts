import type { NetworkSpec, NeuronId } from '#model';
import { inject, Service } from '@angular/core';
import { digitOf } from '../../../i18n/neuron-names.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { isImage } from './lens.ts';
import { MOST_REACHED } from './most-reached.ts';

/** What is known of the neuron or pixel that a lens is about. */
export interface LensTopic {
  readonly network: NetworkSpec | undefined;
  readonly id: NeuronId | undefined;
  /** Ink 0..1, `[in]`; undefined when nothing is drawn. */
  readonly image: Float32Array | undefined;
}

/** Says what a lens shows. All texts are empty if it shows nothing. */
@Service()
export class LensWords {
  private readonly say = inject(Phrases).say;

  /** With the neuron's name, such as "What raises neuron 12 of layer 1". */
  title({ network, id, image }: LensTopic): string {
    if (!network || !id || !isImage(network)) return '';
    const { layer, neuron } = id;
    if (layer === 0) {
      const isEmpty = image !== undefined && (image[neuron] ?? 0) === 0;
      const count = Math.min(MOST_REACHED, network.layers[0]?.outputs ?? 0);
      return isEmpty ? this.say('inspector.emptyPixel') : this.say('lens.pixel', { count });
    }
    const digit = digitOf(network, id);
    // Through later layers only as long as the same neurons are active.
    const isNow = layer > 1;
    if (digit !== undefined) return this.say(isNow ? 'lens.digitNow' : 'lens.digit', { digit });
    const number = { neuron: neuron + 1, layer };
    return this.say(isNow ? 'lens.neuronNow' : 'lens.neuron', number);
  }

  /** What the colours on the input mean. */
  meaning({ network, id }: LensTopic): string {
    if (!network || !id || !isImage(network) || id.layer === 0) return '';
    return this.say('lens.meaning');
  }

  /** For a neuron or pixel that has just been named. */
  spoken({ network, id, image }: LensTopic): string {
    if (!network || !id || !isImage(network)) return '';
    return id.layer === 0 ? this.title({ network, id, image }) : this.say('lens.spoken');
  }
}
