import { inkOf } from '#model';
import { Component, computed, inject, input, signal } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { PixelTraces } from '../../network/pixel-traces.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { preActivationOf, type Inspected } from './inspected.ts';
import { mapCells, type MapView } from './map-view.ts';
import { digitOf } from '../../i18n/neuron-names.ts';
import { PixelMap } from './pixel-map.ts';
import { roundToSum } from '../../i18n/round-to-sum.ts';

/** A neuron traced back to the pixels: its effective weights, what the drawing adds through them, or both. */
@Component({
  selector: 'app-neuron-map',
  imports: [PixelMap, SegmentedChoice],
  templateUrl: './neuron-map.html',
  styleUrl: './neuron-map.css',
})
export class NeuronMap {
  private readonly figures = inject(Figures);
  private readonly traces = inject(PixelTraces);
  protected readonly say = inject(Phrases).say;

  /** A neuron, not a pixel. */
  readonly inspected = input.required<Inspected>();

  protected readonly view = signal<MapView>('both');
  protected readonly views = computed((): readonly Segment<MapView>[] => [
    { value: 'weights', text: this.say('inspector.template') },
    { value: 'drawing', text: this.say('inspector.drawing') },
    { value: 'both', text: this.say('inspector.both') },
  ]);
  private readonly intensities = computed(() =>
    inkOf(this.inspected().network, this.inspected().pass),
  );
  private readonly trace = computed(() => {
    const { network, weights, pass, id } = this.inspected();
    const { slopes, constant } = this.traces.of(network, weights, pass, id);
    return { effectiveWeights: slopes, constant };
  });
  protected readonly cells = computed(() =>
    mapCells(this.view(), this.trace().effectiveWeights, this.intensities()),
  );
  protected readonly caption = computed(() => {
    const view = this.view();
    const { network, id } = this.inspected();
    switch (view) {
      case 'weights':
        return this.say(id.layer === 1 ? 'inspector.looksFor' : 'inspector.looksForNow');
      case 'drawing': {
        const digit = digitOf(network, id);
        return digit === undefined
          ? this.say('inspector.finds')
          : this.say('inspector.findsDigit', { digit });
      }
      case 'both':
        return this.say('inspector.looksAndFinds');
      default:
        return view satisfies never;
    }
  });
  /** The map as a sum: what the pixels add and the constant make the pre-activation. */
  protected readonly sum = computed(() => {
    const intensities = this.intensities();
    const { effectiveWeights, constant } = this.trace();
    const added = effectiveWeights.reduce(
      (sum, weight, pixel) => sum + weight * (intensities[pixel] ?? 0),
      0,
    );
    const printed = roundToSum([added, constant], preActivationOf(this.inspected()));
    const [fromInk = '', withoutInk = ''] = printed.terms.map(this.figures.signed);
    return this.say('inspector.traced', {
      ink: fromInk,
      constant: withoutInk,
      total: this.figures.decimal(printed.total),
    });
  });
}
