import type { NetworkSpec, NeuronId } from '#model';
import { Component, computed, inject, input } from '@angular/core';
import { LensWords } from './lens-words.ts';

/** What the input plane shows at the moment, beside it. Screen readers get it with the network in words. */
@Component({
  selector: 'app-lens-caption',
  template: `
    @if (title(); as text) {
      <p class="title">{{ text }}</p>
      <p class="meaning">{{ meaning() }}</p>
    }
  `,
  styleUrl: './lens-caption.css',
  host: { 'aria-hidden': 'true' },
})
export class LensCaption {
  private readonly words = inject(LensWords);

  readonly network = input<NetworkSpec>();
  /** The neuron or pixel whose lens is on. */
  readonly neuron = input<NeuronId>();
  /** Ink 0..1, `[in]`; undefined when nothing is drawn. */
  readonly image = input<Float32Array>();

  private readonly topic = computed(() => ({
    network: this.network(),
    id: this.neuron(),
    image: this.image(),
  }));
  protected readonly title = computed(() => this.words.title(this.topic()));
  protected readonly meaning = computed(() => this.words.meaning(this.topic()));
}
