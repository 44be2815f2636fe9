import type { ForwardPass, NetworkSpec, NeuronId } from '#model';
import { Component, computed, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { NeuronNames } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { settled } from '../../platform/settled.ts';
import { AsidePanel } from '../../ui/aside-panel.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { NeuronTable, type ComputedLayer } from './neuron-table.ts';
import { PixelTable } from './pixel-table.ts';

/** The rows update when the pen rests for this long: nobody reads 128 of them while drawing. */
const SETTLE_MS = 150;

/** Every layer's values as a table, for example for screen readers. */
@Component({
  selector: 'app-activation-table',
  imports: [AsidePanel, NeuronTable, PixelTable, SegmentedChoice],
  templateUrl: './activation-table.html',
  styleUrl: './activation-table.css',
  host: {
    role: 'region',
    '[attr.aria-label]': "say('table.open')",
  },
})
export class ActivationTable {
  private readonly names = inject(NeuronNames);
  protected readonly say = inject(Phrases).say;

  readonly network = input.required<NetworkSpec>();
  /** The network's forward pass. */
  readonly pass = input.required<ForwardPass>();
  /** Probabilities of the outputs, `[outputs]`; undefined for a blank drawing. */
  readonly probabilities = input<Float32Array>();
  /** Pixel intensities 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  /** A neuron was picked. */
  readonly pick = output<NeuronId>();
  readonly closed = output();

  private readonly neurons = viewChild(NeuronTable);

  private readonly newest = computed(() => ({
    network: this.network(),
    pass: this.pass(),
    probabilities: this.probabilities(),
    image: this.image(),
  }));
  private readonly settled = settled(this.newest, SETTLE_MS);
  protected readonly isBlank = computed(() => this.settled.value().probabilities === undefined);
  protected readonly drawnImage = computed(() => this.settled.value().image);

  private readonly lastLayer = computed(() => this.network().layers.length);
  protected readonly segments = computed(() =>
    this.names.layers(this.network()).map(({ short }, layer): Segment<string> => ({
      value: String(layer),
      text: short,
    })),
  );
  /** Starts with the output layer, which most people look for. */
  protected readonly layer = linkedSignal(() => String(this.lastLayer()));
  protected readonly computedLayer = computed((): ComputedLayer => {
    const { network, pass, probabilities } = this.settled.value();
    const layer = Number(this.layer());
    const isOutput = layer === network.layers.length;
    return { network, layer, pass: pass.layers[layer - 1], ...(isOutput && { probabilities }) };
  });

  /** Moves the focus back to the row that had it last. */
  focus(): void {
    this.neurons()?.focus();
  }
}
