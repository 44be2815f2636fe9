import type { NetworkSpec, NeuronId } from '#model';
import { Component, computed, inject, input, output } from '@angular/core';
import { NeuronNames, type LayerName } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Icon } from '../../ui/icon.ts';
import { LensWords } from './lens/lens-words.ts';

/**
 * A text alternative to the picture of the network, because screen readers on tablets skip an `application`.
 * Next to the picture it is visible only while it has the keyboard focus.
 */
@Component({
  selector: 'app-network-in-words',
  imports: [Icon],
  template: `
    <p>
      {{ say('inWords.layers', { layers: layerTexts() }) }}
      @if (picked(); as neuron) {
        {{ say('inWords.picked', { neuron }) }}
      }
      {{ say('inWords.table') }}
    </p>
    <p class="visually-hidden" role="status">{{ lens() }}</p>
    <button type="button" class="pill-button" (click)="pick.emit(answer())">
      <app-icon name="inspect" />
      <span class="name">{{ say('inWords.arithmetic', { neuron: nameOf(answer()) }) }}</span>
    </button>
    <button type="button" class="pill-button" (click)="tableWanted.emit()">
      <app-icon name="table" /><span class="name">{{ say('table.open') }}</span>
    </button>
  `,
  styleUrl: './network-in-words.css',
  host: { role: 'group', '[attr.aria-label]': "say('inWords.section')" },
})
export class NetworkInWords {
  private readonly names = inject(NeuronNames);
  private readonly lensWords = inject(LensWords);
  protected readonly say = inject(Phrases).say;

  readonly network = input.required<NetworkSpec>();
  /** Names of the layers, input to output. */
  readonly layerNames = input.required<readonly LayerName[]>();
  /** The output with the predicted digit; undefined when in doubt. */
  readonly predictedOutput = input<number>();
  /** The picked neuron or pixel. */
  readonly selection = input<NeuronId>();
  /** Ink 0..1, `[in]`; undefined when nothing is drawn. */
  readonly image = input<Float32Array>();

  readonly pick = output<NeuronId>();
  readonly tableWanted = output();

  /** The predicted output, or else the first: the same neuron that Enter picks in the picture. */
  protected readonly answer = computed((): NeuronId => ({
    layer: this.network().layers.length,
    neuron: this.predictedOutput() ?? 0,
  }));
  protected readonly layerTexts = computed(() =>
    this.layerNames()
      .map(({ full }) => full)
      .join(', '),
  );
  /** What the picture shows about the picked neuron; whoever points at one sees it. */
  protected readonly lens = computed(() =>
    this.lensWords.spoken({ network: this.network(), id: this.selection(), image: this.image() }),
  );
  protected readonly picked = computed(() => {
    const id = this.selection();
    return id && this.nameOf(id);
  });

  protected nameOf(id: NeuronId): string {
    return this.names.full(this.network(), id);
  }
}
