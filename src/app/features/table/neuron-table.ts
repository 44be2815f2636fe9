import type { LayerPass, NetworkSpec, NeuronId } from '#model';
import { Component, computed, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { NeuronNames } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { RovingRow, RovingRows } from '../../ui/roving-rows.ts';

/** The values of one dense layer. */
export interface ComputedLayer {
  readonly network: NetworkSpec;
  /** 1 is the first dense layer. */
  readonly layer: number;
  readonly pass: LayerPass | undefined;
  /** Only for the output layer; undefined there for a blank drawing. */
  readonly probabilities?: Float32Array | undefined;
}

/**
 * A dense layer's neurons, one per row. All rows are in the document, so screen readers and the browser's search
 * find every neuron.
 */
@Component({
  selector: 'app-neuron-table',
  imports: [RovingRow, RovingRows],
  templateUrl: './neuron-table.html',
  styleUrl: './neuron-table.css',
})
export class NeuronTable {
  private readonly names = inject(NeuronNames);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly computed = input.required<ComputedLayer>();

  /** The neuron of a row was picked. */
  readonly pick = output<NeuronId>();

  protected readonly size = computed(() => this.computed().pass?.activations.length ?? 0);
  protected readonly isOutput = computed(
    () => this.computed().layer === this.computed().network.layers.length,
  );
  protected readonly caption = computed(() => {
    const count = this.size();
    if (this.isOutput()) return this.say('table.digits', { count });
    return this.say('table.neurons', { layer: this.computed().layer, count });
  });
  protected readonly rows = computed(() => {
    const { network, layer, pass, probabilities } = this.computed();
    const { decimal, probability } = this.figures;
    return Array.from(pass?.activations ?? [], (activation, neuron) => ({
      name: this.names.short(network, { layer, neuron }),
      sum: decimal(pass?.preActivations[neuron] ?? NaN),
      result: this.isOutput() ? share(probabilities?.[neuron]) : decimal(activation),
      isAtRest: !this.isOutput() && activation === 0,
    }));

    function share(value: number | undefined): string {
      return value === undefined ? '\u2013' : probability(value);
    }
  });
  /** The row that had the focus last. */
  protected readonly current = linkedSignal({
    source: () => [this.computed().layer, this.size()].join(),
    computation: () => 0,
  });
  private readonly roving = viewChild.required(RovingRows);

  /** Moves the focus back to the row that had it last. */
  focus(): void {
    this.roving().focus();
  }

  protected choose(row: number): void {
    this.current.set(row);
    this.pick.emit({ layer: this.computed().layer, neuron: row });
  }
}
