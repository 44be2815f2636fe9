import { computed, type Signal, signal } from '@angular/core';
import { observedSizes } from '../../../platform/observed-sizes.ts';
import type { Rectangle, Size } from '../../../platform/rectangle.ts';

/** The elements of a page that keep places free on a stage. */
export interface PlaceKeepers {
  readonly stage: Element;
  /** Where the network stands. */
  readonly network: Element | undefined;
  /** Where what goes in stands. */
  readonly input: Element | undefined;
  /** As wide as 100 of the page's units (`--px`). */
  readonly probe: Element;
}

/** Places on a stage, CSS pixels from its upper left corner. */
export interface Places {
  readonly size: Size;
  readonly network: Rectangle | undefined;
  readonly input: Rectangle | undefined;
  /** CSS pixels in a unit of the page. */
  readonly unit: number;
}

const UNITS = 100;
const NOWHERE: Places = {
  size: { width: 0, height: 0 },
  network: undefined,
  input: undefined,
  unit: 1,
};

/** Where elements of the page are on the stage, measured again whenever one of them changes its size. */
export class MeasuredPlaces {
  private readonly newest = signal(NOWHERE);
  private readonly observer = observedSizes(() => {
    this.measure();
  });
  private keepers: PlaceKeepers | undefined;

  readonly places: Signal<Places> = computed(() => this.newest(), { equal: areSame });

  /** Follows these elements from now on. */
  follow(keepers: PlaceKeepers): void {
    this.observer.disconnect();
    this.keepers = keepers;
    const { stage, network, input, probe } = keepers;
    for (const element of [stage, network, input, probe]) {
      if (element) this.observer.observe(element);
    }
    this.measure();
  }

  private measure(): void {
    if (!this.keepers) return;
    const { stage, network, input, probe } = this.keepers;
    const origin = stage.getBoundingClientRect();
    const placeOf = (element: Element | undefined): Rectangle | undefined => {
      if (!element) return undefined;
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width <= 0 || height <= 0) return undefined;
      return { left: left - origin.left, top: top - origin.top, width, height };
    };
    this.newest.set({
      size: { width: origin.width, height: origin.height },
      network: placeOf(network),
      input: placeOf(input),
      unit: Math.max(1, probe.getBoundingClientRect().width / UNITS),
    });
  }
}

function areSame(a: Places, b: Places): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
