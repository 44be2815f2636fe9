import { isSameNeuron, type NeuronId } from '#model';
import { signal } from '@angular/core';
import type { Clock } from '../../../platform/clock.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A hand that rests moves a mouse by less than this, CSS pixels. */
const REST_PX = 6;

/**
 * What a hovering pointer is over, looked up once a frame at most. When the picture moves below a resting pointer,
 * nothing is pointed at: whoever pointed meant what was there before.
 */
export class HoverPick {
  private readonly clock: Clock;
  private readonly pickAt: (point: Point) => NeuronId | undefined;
  private readonly current = signal<NeuronId | undefined>(undefined, { equal: isSameNeuron });
  private point: Point | undefined;
  /** Where the pointer was when the picture moved. */
  private restsAt: Point | undefined;
  private handle: number | undefined;

  readonly neuron = this.current.asReadonly();

  /** @param pickAt looks up what is at a point of the scene, CSS pixels */
  constructor(clock: Clock, pickAt: (point: Point) => NeuronId | undefined) {
    this.clock = clock;
    this.pickAt = pickAt;
  }

  moveTo(point: Point): void {
    this.point = point;
    const { restsAt } = this;
    if (restsAt && Math.hypot(point.x - restsAt.x, point.y - restsAt.y) < REST_PX) return;
    this.restsAt = undefined;
    this.handle ??= this.clock.requestFrame(() => {
      this.handle = undefined;
      if (this.point) this.current.set(this.pickAt(this.point));
    });
  }

  /** The pointer has left, or does something else. */
  leave(): void {
    this.point = undefined;
    this.restsAt = undefined;
    this.forget();
  }

  /** The picture has moved. */
  rest(): void {
    this.restsAt = this.point;
    this.forget();
  }

  private forget(): void {
    if (this.handle !== undefined) this.clock.cancelFrame(this.handle);
    this.handle = undefined;
    this.current.set(undefined);
  }
}
