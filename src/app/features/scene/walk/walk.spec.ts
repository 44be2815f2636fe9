import { computed, signal } from '@angular/core';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import type { WalkStop } from './walk-stops.ts';
import { Walk } from './walk.ts';

const FOCUS = { layers: [], connections: [], leastRelevance: [], votes: [], bloom: 0 };
const STOPS = [0, 1, 2, 3, 3].map((layer): WalkStop => ({
  layer,
  sentence: { kind: 'pixels', count: layer },
  focus: FOCUS,
  examples: layer === 1 ? [40, 7, 12] : [],
  hasAnswer: layer === 3,
}));

describe('Walk', () => {
  let clock: ManualClock;
  const stops = signal<readonly WalkStop[] | undefined>(STOPS);
  let walk: Walk;

  beforeEach(() => {
    clock = new ManualClock();
    stops.set(STOPS);
    walk = new Walk(clock, stops);
  });

  it('goes from sentence to sentence, four seconds each, and ends after the last', () => {
    expect(walk.stop()).toBeUndefined();
    walk.start();
    const indices = [0, 3999, 1, 4000, 4000, 4000, 3999, 1].map((ms) => {
      clock.pass(ms);
      return walk.index();
    });
    expect(indices).toEqual([0, 0, 1, 2, 3, 4, 4, undefined]);
    expect(clock.delays).toEqual([]);
  });

  it('points at one example after the other, 900 ms each', () => {
    walk.start();
    expect(walk.pointedAt()).toBeUndefined();
    clock.pass(4000);
    const neurons = [0, 899, 1, 900, 900].map((ms) => {
      clock.pass(ms);
      return walk.pointedAt()?.neuron;
    });
    expect(neurons).toEqual([40, 40, 7, 12, 40]);
    expect(walk.pointedAt()?.layer).toBe(1);
  });

  it('stands still once somebody holds it: no timer is left that would draw', () => {
    walk.start();
    clock.pass(4000 + 900);
    walk.hold();
    expect(clock.delays).toEqual([]);
    clock.pass(60_000);
    expect([walk.index(), walk.pointedAt()?.neuron, walk.isHeld()]).toEqual([1, 7, true]);
  });

  it('goes on and back by hand, and ends beyond the last sentence', () => {
    walk.start();
    walk.step(-1);
    expect([walk.index(), walk.isHeld()]).toEqual([0, true]);
    for (const index of [1, 2, 3, 4, undefined]) {
      walk.step(1);
      expect(walk.index()).toBe(index);
    }
    walk.step(1);
    expect(walk.index()).toBeUndefined();
  });

  it('stops at a layer, whether somebody walks already or not', () => {
    walk.stopAt(2);
    expect([walk.index(), walk.isHeld()]).toEqual([2, true]);
    walk.stopAt(3);
    expect(walk.index()).toBe(3);
    walk.stopAt(9);
    expect(walk.index()).toBe(3);
    expect(clock.delays).toEqual([]);
  });

  it('follows another answer, whose walk may be shorter, and shows nothing without one', () => {
    walk.start();
    for (let i = 0; i < 4; i++) walk.step(1);
    stops.set(STOPS.slice(0, 3));
    expect(walk.stop()).toBe(STOPS[2]);
    stops.set(undefined);
    expect([walk.stop(), walk.index(), walk.pointedAt()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('ends at once at any moment', () => {
    for (const ms of [0, 900, 4100, 12_000]) {
      walk.start();
      clock.pass(ms);
      walk.end();
      expect([walk.index(), walk.pointedAt(), clock.delays]).toEqual([undefined, undefined, []]);
    }
  });

  it('asks for stops only while somebody walks', () => {
    let asked = 0;
    const counted = computed(() => {
      asked += 1;
      return STOPS;
    });
    const lazy = new Walk(clock, counted);
    lazy.stop();
    lazy.pointedAt();
    expect(asked).toBe(0);
    lazy.start();
    lazy.stop();
    expect(asked).toBeGreaterThan(0);
  });
});
