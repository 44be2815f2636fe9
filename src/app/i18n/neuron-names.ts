import { IMAGE_SIZE, type NetworkSpec, type NeuronId } from '#model';
import { inject, Service } from '@angular/core';
import { Phrases } from './phrases.ts';

const DIGITS = 10;

/** The digit that a neuron stands for; undefined for all but the outputs. */
export function digitOf({ layers }: NetworkSpec, { layer, neuron }: NeuronId): number | undefined {
  const isOutput = layer === layers.length && layers.at(-1)?.outputs === DIGITS;
  return isOutput ? neuron : undefined;
}

/** What neurons are called: digits by their digit, others by number and layer, from 1, pixels by place. */
@Service()
export class NeuronNames {
  private readonly say = inject(Phrases).say;

  full(network: NetworkSpec, id: NeuronId): string {
    if (id.layer === 0) return this.say('inspector.pixel', placeOf(id.neuron));
    const digit = digitOf(network, id);
    if (digit !== undefined) return this.say('answer.bar', { digit });
    return this.say('inspector.neuron', { neuron: id.neuron + 1, layer: id.layer });
  }

  /** Where it stands among others of its layer. */
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
