import {
  incomingContributions,
  outgoingContributions,
  strongestFirst,
  sumAfter,
  type NeuronId,
} from '#model';
import { Component, computed, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { ContributionList } from './contribution-list.ts';
import type { Inspected } from './inspected.ts';
import { NeuronNames } from '../../i18n/neuron-names.ts';

type Direction = 'incoming' | 'outgoing';

/** A neuron's incoming or outgoing connections, the strongest first. */
@Component({
  selector: 'app-neuron-connections',
  imports: [ContributionList, SegmentedChoice],
  templateUrl: './neuron-connections.html',
  styleUrl: './neuron-connections.css',
})
export class NeuronConnections {
  private readonly names = inject(NeuronNames);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly inspected = input.required<Inspected>();
  /** Least strength, value times weight, that is drawn, one per dense layer; undefined without a picture. */
  readonly leastDrawn = input<readonly number[]>();

  /** The neuron or pixel of a row was picked. */
  readonly pick = output<NeuronId>();

  private readonly list = viewChild.required(ContributionList);

  /** Pixels have no incoming connections, outputs no outgoing ones. */
  private readonly directions = computed((): readonly Direction[] => {
    const { network, id } = this.inspected();
    return [
      ...(id.layer > 0 ? (['incoming'] as const) : []),
      ...(id.layer < network.layers.length ? (['outgoing'] as const) : []),
    ];
  });
  protected readonly segments = computed(() =>
    this.directions().map((value): Segment<Direction> => ({ value, text: this.textOf(value) })),
  );
  protected readonly direction = linkedSignal<readonly Direction[], Direction>({
    source: this.directions,
    computation: (possible, previous) =>
      possible.find((direction) => direction === previous?.value) ?? possible[0] ?? 'incoming',
  });
  protected readonly title = computed(() => this.textOf(this.direction()));
  private readonly isIncoming = computed(() => this.direction() === 'incoming');

  protected readonly terms = computed(() => {
    const { network, weights, pass, id } = this.inspected();
    return this.isIncoming()
      ? incomingContributions(network, weights, pass, id).terms
      : outgoingContributions(network, weights, pass, id);
  });
  protected readonly order = computed(() => strongestFirst(this.terms()));
  /** How many connections the picture draws: those of a picked neuron that are not 0, unless weak ones are hidden. */
  protected readonly drawn = computed(() => {
    const leastDrawn = this.leastDrawn();
    const { network, id } = this.inspected();
    if (!leastDrawn) return undefined;
    const source = this.isIncoming() ? id.layer - 1 : id.layer;
    // The terms of pixels contain a factor 1 / std, which the picture leaves out.
    const unit = source === 0 ? network.normalization.std : 1;
    return drawnCount(this.terms(), (leastDrawn[source] ?? 0) / unit);
  });
  /** A sentence about what the picture draws and what it leaves out. */
  protected readonly summary = computed(() => {
    const [terms, drawn] = [this.terms(), this.drawn()];
    if (drawn === undefined) return undefined;
    if (drawn === terms.length) {
      return this.say('inspector.allShown', { count: terms.length });
    }
    const [shown, all] = [drawn, terms.length].map(this.figures.count);
    const values = { shown: shown ?? '', all: all ?? '', count: terms.length - drawn };
    const carriesMore = this.terms()[this.order()[drawn] ?? -1] !== 0;
    if (!carriesMore) return this.say('inspector.othersNothing', values);
    const rest = this.figures.signed(sumAfter(terms, this.order(), drawn));
    return this.say('inspector.someShown', { ...values, rest });
  });

  protected readonly nameOf = (neuron: number): string =>
    this.names.short(this.inspected().network, this.neighbourAt(neuron));

  /** Moves the focus to the strongest connection. */
  focusFirst(): void {
    this.list().focusFirst();
  }

  protected neighbourAt(neuron: number): NeuronId {
    return { layer: this.inspected().id.layer + (this.isIncoming() ? -1 : 1), neuron };
  }

  private textOf(direction: Direction): string {
    return this.say(direction === 'incoming' ? 'inspector.incoming' : 'inspector.outgoing');
  }
}

/**
 * How many of a picked neuron's connections the picture draws: those that are not 0 and strong enough.
 * @param least strength that is drawn, in the unit of the terms
 */
function drawnCount(terms: Float64Array, least: number): number {
  return terms.reduce(
    (count, term) => (term !== 0 && Math.abs(term) >= least ? count + 1 : count),
    0,
  );
}
