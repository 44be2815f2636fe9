import type { NeuronId } from '#model';
import { computed, signal, untracked, type Signal } from '@angular/core';
import type { Clock } from '../../../platform/clock.ts';
import type { WalkStop } from './walk-stops.ts';

/** How long a sentence stands, and how long it points at one neuron; milliseconds. */
const SENTENCE_MS = 4000;
const EXAMPLE_MS = 900;

/** A walk from sentence to sentence: by itself, until somebody holds it. */
export class Walk {
  private readonly clock: Clock;
  private readonly stops: Signal<readonly WalkStop[] | undefined>;
  private readonly place = signal<{ readonly index: number; readonly isHeld: boolean } | undefined>(
    undefined,
  );
  private readonly example = signal(0);
  private cancelNext: (() => void) | undefined;
  private cancelExample: (() => void) | undefined;

  /** The stops while somebody walks. Nobody else needs them, and they are worked out for each new answer. */
  readonly shownStops = computed(() => (this.place() ? this.stops() : undefined));
  /** Index of the current stop; undefined when nobody walks. */
  readonly index = computed(() => {
    const [place, stops] = [this.place(), this.shownStops()];
    // Another answer may have fewer stops.
    return place && stops?.length ? Math.min(place.index, stops.length - 1) : undefined;
  });
  readonly stop = computed(() => this.shownStops()?.[this.index() ?? -1]);
  /** Whether it stands until somebody goes on. */
  readonly isHeld = computed(() => this.place()?.isHeld ?? false);
  /** The neuron that the sentence points at: what a lens shows. */
  readonly pointedAt = computed((): NeuronId | undefined => {
    const stop = this.stop();
    const neuron = stop?.examples[this.example() % stop.examples.length];
    return stop && neuron !== undefined ? { layer: stop.layer, neuron } : undefined;
  });

  /** @param stops of the current answer; undefined if there is nothing to explain */
  constructor(clock: Clock, stops: Signal<readonly WalkStop[] | undefined>) {
    this.clock = clock;
    this.stops = stops;
  }

  /** Starts at the first sentence. */
  start(): void {
    this.goTo(0, false);
  }

  /** Stops at the first sentence about a layer. */
  stopAt(layer: number): void {
    const index = untracked(this.stops)?.findIndex((stop) => stop.layer === layer) ?? -1;
    if (index >= 0) this.goTo(index, true);
  }

  /** Goes on by one sentence, or back, and stays there. Beyond the last one, it ends. */
  step(by: 1 | -1): void {
    const index = untracked(this.index);
    if (index === undefined) return;
    const next = Math.max(0, index + by);
    if (next >= (untracked(this.stops)?.length ?? 0)) this.end();
    else this.goTo(next, true);
  }

  /** Stays where it is. */
  hold(): void {
    const place = untracked(this.place);
    if (!place || place.isHeld) return;
    this.cancelTimers();
    this.place.set({ ...place, isHeld: true });
  }

  end(): void {
    this.cancelTimers();
    this.place.set(undefined);
  }

  private goTo(index: number, isHeld: boolean): void {
    this.cancelTimers();
    this.place.set({ index, isHeld });
    this.example.set(0);
    if (isHeld) return;
    this.pointOn();
    this.cancelNext = this.clock.after(SENTENCE_MS, () => {
      if (index + 1 < (untracked(this.stops)?.length ?? 0)) this.goTo(index + 1, false);
      else this.end();
    });
  }

  private pointOn(): void {
    if ((untracked(this.stop)?.examples.length ?? 0) < 2) return;
    this.cancelExample = this.clock.after(EXAMPLE_MS, () => {
      this.example.update((example) => example + 1);
      this.pointOn();
    });
  }

  private cancelTimers(): void {
    this.cancelNext?.();
    this.cancelExample?.();
  }
}
