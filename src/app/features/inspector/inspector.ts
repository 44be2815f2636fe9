import {
  hasNeuron,
  incomingContributions,
  inkOf,
  isSameNeuron,
  type ForwardPass,
  type NetworkSpec,
  type NetworkWeights,
  type NeuronId,
} from '#model';
import { CdkVirtualScrollableElement } from '@angular/cdk/scrolling';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { AsidePanel } from '../../ui/aside-panel.ts';
import { neuronFormula, pixelFormula } from './formula.ts';
import { preActivationOf, type Inspected } from './inspected.ts';
import { NeuronConnections } from './neuron-connections.ts';
import { NeuronMap } from './neuron-map.ts';
import { NeuronNames } from '../../i18n/neuron-names.ts';
import { roundToSum } from '../../i18n/round-to-sum.ts';

/** One neuron's arithmetic: its values, its incoming and outgoing connections, and its map of the pixels. */
@Component({
  selector: 'app-inspector',
  imports: [AsidePanel, CdkVirtualScrollableElement, NeuronConnections, NeuronMap],
  templateUrl: './inspector.html',
  styleUrl: './inspector.css',
  host: {
    role: 'region',
    '[attr.aria-label]': "say('inspector.section')",
  },
})
export class Inspector {
  private readonly names = inject(NeuronNames);
  protected readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly network = input.required<NetworkSpec>();
  readonly weights = input.required<NetworkWeights>();
  /** The forward pass with these weights. */
  readonly pass = input.required<ForwardPass>();
  /** Whether the pass is of a blank drawing. */
  readonly isBlank = input(false);
  /** The neuron or pixel to show; nothing is shown if the network does not have it. */
  readonly selection = input<NeuronId>();
  /**
   * Least strength, value times weight, of the connections that the picture draws, one per dense layer;
   * undefined without a picture.
   */
  readonly leastDrawn = input<readonly number[]>();
  /** Whether the panel takes the keyboard focus when it opens. */
  readonly takesKeyboard = input(false);

  /** Another neuron or pixel was picked. */
  readonly pick = output<NeuronId>();
  /** The selection is to be cleared. */
  readonly closed = output();

  private readonly scroller = viewChild<unknown, ElementRef<HTMLElement>>('scroller', {
    read: ElementRef,
  });
  private readonly connections = viewChild(NeuronConnections);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  private readonly subject = computed(
    () => {
      const id = this.selection();
      return id && hasNeuron(this.network(), id) ? id : undefined;
    },
    { equal: isSameNeuron },
  );
  protected readonly inspected = computed((): Inspected | undefined => {
    const id = this.subject();
    return id && { network: this.network(), weights: this.weights(), pass: this.pass(), id };
  });
  protected readonly name = computed(() => {
    const id = this.subject();
    return id ? this.names.full(this.network(), id) : '';
  });
  /** Intensity of a pixel, activation of a neuron. */
  protected readonly value = computed(() => {
    const inspected = this.inspected();
    if (!inspected) return 0;
    const { network, pass, id } = inspected;
    const values = id.layer === 0 ? inkOf(network, pass) : pass.layers[id.layer - 1]?.activations;
    return values?.[id.neuron] ?? 0;
  });
  /** Whether it is a pixel without ink: all its contributions are 0. */
  protected readonly isEmptyPixel = computed(
    () => this.inspected()?.id.layer === 0 && this.value() === 0,
  );
  /** The parts of the pre-activation, rounded so that they add up as printed; undefined for pixels. */
  protected readonly sum = computed(() => {
    const inspected = this.inspected();
    if (!inspected || inspected.id.layer === 0) return undefined;
    const { network, weights, pass, id } = inspected;
    const { bias, paper, total } = incomingContributions(network, weights, pass, id);
    const printed = roundToSum([total - bias - paper, paper, bias], preActivationOf(inspected));
    const [sources = 0, paperPrinted = 0, biasPrinted = 0] = printed.terms;
    return {
      sources,
      paper: paperPrinted,
      bias: biasPrinted,
      constant: paperPrinted + biasPrinted,
      total: printed.total,
    };
  });
  protected readonly formula = computed(() => {
    const { layers, normalization } = this.network();
    const sum = this.sum();
    const layer = layers[(this.subject()?.layer ?? 0) - 1];
    return sum && layer
      ? neuronFormula(sum, layer.activation, this.figures)
      : pixelFormula(this.value(), normalization, this.figures);
  });
  /** The addition, one line per part. */
  protected readonly lines = computed(() => {
    const sum = this.sum();
    if (!sum) return [];
    const isFirstLayer = this.subject()?.layer === 1;
    const sources = this.names.layer(this.network(), (this.subject()?.layer ?? 1) - 1).full;
    const { signed } = this.figures;
    return [
      { text: sources, figure: signed(sum.sources) },
      ...(isFirstLayer ? [{ text: this.say('inspector.paper'), figure: signed(sum.paper) }] : []),
      { text: this.say('inspector.bias'), figure: signed(sum.bias) },
    ];
  });

  constructor() {
    afterNextRender({
      // `read` runs after the panel has taken the focus, which may scroll too.
      read: () => {
        // On a page that scrolls the panel may be out of view.
        this.host.scrollIntoView({ block: 'nearest' });
      },
    });
    // Scrolls back to the top for another neuron.
    effect(() => {
      this.subject();
      this.scroller()?.nativeElement.scrollTo({ top: 0 });
    });
  }

  /** Picks a row's neuron and moves the focus to its strongest connection. */
  protected pickFrom(id: NeuronId): void {
    this.pick.emit(id);
    this.connections()?.focusFirst();
  }
}
