import { architectureOf, IMAGE_SIZE, type NetworkSpec, type NeuronId } from '#model';
import { inject, Service } from '@angular/core';
import { Phrases } from './phrases.ts';

const DIGITS = 10;

/** The digit that an output neuron stands for; undefined for any other neuron. */
export function digitOf({ layers }: NetworkSpec, { layer, neuron }: NeuronId): number | undefined {
  const isOutput = layer === layers.length && layers.at(-1)?.outputs === DIGITS;
  return isOutput ? neuron : undefined;
}

/** A layer's name, and a shorter one for where there is no room. */
export interface LayerName {
  readonly full: string;
  readonly short: string;
}

/** Of a layer that has its name elsewhere. */
export const NAMELESS: LayerName = { full: '', short: '' };

/** Names layers, the same wherever they appear, and neurons: outputs by their digit, hidden neurons by number and layer (from 1), pixels by row and column. */
@Service()
export class NeuronNames {
  private readonly say = inject(Phrases).say;

  /** @param layer from 0, the input */
  layer({ layers }: NetworkSpec, layer: number): LayerName {
    if (layer === 0) return { full: this.say('scene.pixels'), short: this.say('scene.inputLayer') };
    const count = layers[layer - 1]?.outputs ?? 0;
    if (layer === layers.length) {
      return { full: this.say('scene.digits', { count }), short: this.say('scene.outputLayer') };
    }
    return {
      full: this.say('scene.neurons', { layer, count }),
      short: this.say('scene.layer', { layer }),
    };
  }

  /** Of all layers, input to output. */
  layers(network: NetworkSpec): LayerName[] {
    return architectureOf(network).map((_, layer) => this.layer(network, layer));
  }

  full(network: NetworkSpec, id: NeuronId): string {
    if (id.layer === 0) return this.say('inspector.pixel', placeOf(id.neuron));
    const digit = digitOf(network, id);
    if (digit !== undefined) return this.say('answer.bar', { digit });
    return this.say('inspector.neuron', { neuron: id.neuron + 1, layer: id.layer });
  }

  /** Without the layer, for places that name it already. */
  short(network: NetworkSpec, id: NeuronId): string {
    if (id.layer === 0) return this.say('inspector.pixelShort', placeOf(id.neuron));
    const digit = digitOf(network, id);
    if (digit !== undefined) return this.say('answer.bar', { digit });
    return this.say('inspector.neuronShort', { neuron: id.neuron + 1 });
  }
}

function placeOf(pixel: number): { row: number; column: number } {
  return { row: Math.floor(pixel / IMAGE_SIZE) + 1, column: (pixel % IMAGE_SIZE) + 1 };
}
