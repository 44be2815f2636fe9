import { architectureOf, parameterCount } from '#model';
import { Component, computed, inject, input } from '@angular/core';
import { CheckpointWords } from '../../i18n/checkpoint-words.ts';
import { Figures } from '../../i18n/figures.ts';
import { NeuronNames } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import type { NetworkInUse } from '../../network/network-in-use.ts';

const ACTIVATION_NAMES = { relu: 'facts.relu', linear: 'facts.linear' } as const;

/** The size of each layer, and the network's accuracy. */
@Component({
  selector: 'app-network-facts',
  templateUrl: './network-facts.html',
  styleUrl: './network-facts.css',
})
export class NetworkFacts {
  private readonly figures = inject(Figures);
  private readonly names = inject(NeuronNames);
  private readonly words = inject(CheckpointWords);
  protected readonly say = inject(Phrases).say;

  readonly shown = input.required<NetworkInUse>();

  private readonly network = computed(() => this.shown().network);
  protected readonly rows = computed(() => {
    const { count } = this.figures;
    const [inputs = 0] = architectureOf(this.network());
    const names = this.names.layers(this.network());
    return [
      { name: names[0]?.short, size: count(inputs), activation: '–', parameters: '–' },
      ...this.network().layers.map(({ inputs, outputs, activation }, index) => ({
        name: names[index + 1]?.short,
        size: count(outputs),
        activation: this.say(ACTIVATION_NAMES[activation]),
        parameters: count(outputs * (inputs + 1)),
      })),
    ];
  });
  protected readonly total = computed(() => this.figures.count(parameterCount(this.network())));
  protected readonly reading = computed(() => {
    const { origin } = this.shown();
    // The accuracy of a network that is still being trained is shown where it is trained.
    if (origin.kind === 'live') return undefined;
    const { checkpoint } = origin;
    const { testAccuracy } = checkpoint.metrics;
    const label = this.words.label(checkpoint);
    if (testAccuracy === undefined) return this.say('facts.unmeasured', { label });
    return this.say('facts.accuracy', { label, accuracy: this.figures.accuracy(testAccuracy) });
  });
  protected readonly input = computed(() => {
    const { mean, std } = this.network().normalization;
    const { count } = this.figures;
    return this.say('facts.input', { mean: count(mean), std: count(std) });
  });
}
