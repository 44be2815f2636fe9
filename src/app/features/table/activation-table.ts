import {
  forward,
  type ForwardPass,
  type NetworkSpec,
  type NetworkWeights,
  type NeuronId,
} from '#model';
import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { settled } from '../../platform/settled.ts';
import { Icon } from '../../ui/icon.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { NeuronTable, type ComputedLayer } from './neuron-table.ts';
import { PixelTable } from './pixel-table.ts';

/** Rows are written anew when the pen rests this long: nobody reads 128 of them while drawing. */
const SETTLE_MS = 150;

/** What the table shows of an answer; the worker's activations have it. */
export interface TableActivations extends ForwardPass {
  /** `[outputs]`. */
  readonly probabilities: Float32Array;
}

/** Every layer's numbers as a table, for who reads rather than looks. */
@Component({
  selector: 'app-activation-table',
  imports: [Icon, NeuronTable, PixelTable, SegmentedChoice],
  templateUrl: './activation-table.html',
  styleUrl: './activation-table.css',
  host: {
    role: 'region',
    '[attr.aria-label]': "say('table.open')",
    '(document:keydown.escape)': 'closeByKey($event)',
  },
})
export class ActivationTable {
  protected readonly say = inject(Phrases).say;

  readonly network = input.required<NetworkSpec>();
  readonly weights = input.required<NetworkWeights>();
  /** What the network computed with these weights; undefined for a blank sheet. */
  readonly activations = input<TableActivations>();
  /** Ink 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  /** A neuron is to be looked at. */
  readonly pick = output<NeuronId>();
  readonly closed = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly closeButton = viewChild.required<ElementRef<HTMLElement>>('close');
  private readonly neurons = viewChild(NeuronTable);

  private readonly newest = computed(() => {
    const [network, weights, activations] = [this.network(), this.weights(), this.activations()];
    const blank = new Float32Array(network.layers[0]?.inputs ?? 0);
    const pass: ForwardPass = activations ?? forward(network, weights, blank);
    return { network, pass, probabilities: activations?.probabilities, image: this.image() };
  });
  private readonly settled = settled(this.newest, SETTLE_MS);
  protected readonly isBlank = computed(() => this.settled.value().probabilities === undefined);
  protected readonly ink = computed(() => this.settled.value().image);

  private readonly lastLayer = computed(() => this.network().layers.length);
  protected readonly segments = computed(() =>
    Array.from({ length: this.lastLayer() + 1 }, (_, layer): Segment<string> => ({
      value: String(layer),
      text: this.nameOf(layer),
    })),
  );
  /** The output is what most people ask for. */
  protected readonly layer = linkedSignal(() => String(this.lastLayer()));
  protected readonly computedLayer = computed((): ComputedLayer => {
    const { network, pass, probabilities } = this.settled.value();
    const layer = Number(this.layer());
    const isOutput = layer === network.layers.length;
    return { network, layer, pass: pass.layers[layer - 1], ...(isOutput && { probabilities }) };
  });

  constructor() {
    afterNextRender(() => {
      this.closeButton().nativeElement.focus();
    });
  }

  /** Moves the keyboard to the row where it was. */
  focus(): void {
    this.neurons()?.focus();
  }

  /** Escape that nobody else has used: a pen that is down, a dialog, or what is in the table's place. */
  protected closeByKey(event: Event): void {
    const isElsewhere = event.target instanceof Element && event.target.closest('dialog');
    // Without boxes it is not on screen: a neuron's arithmetic has its place.
    if (event.defaultPrevented || isElsewhere || this.host.getClientRects().length === 0) return;
    this.closed.emit();
  }

  private nameOf(layer: number): string {
    if (layer === 0) return this.say('scene.inputLayer');
    if (layer === this.lastLayer()) return this.say('scene.outputLayer');
    return this.say('scene.layer', { layer });
  }
}
