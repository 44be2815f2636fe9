import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { HoverPick } from './hover-pick.ts';

describe('HoverPick', () => {
  let clock: ManualClock;
  let looks: { readonly x: number; readonly y: number }[];
  let hover: HoverPick;

  beforeEach(() => {
    clock = new ManualClock();
    looks = [];
    hover = new HoverPick(clock, (point) => {
      looks.push(point);
      return point.x < 100 ? { layer: 1, neuron: point.x } : undefined;
    });
  });

  it('looks once a frame, at where the pointer is by then', () => {
    for (const x of [1, 2, 3]) hover.moveTo({ x, y: 0 });
    expect(looks).toEqual([]);
    clock.pass(16);
    expect(looks).toEqual([{ x: 3, y: 0 }]);
    expect(hover.neuron()).toEqual({ layer: 1, neuron: 3 });
    clock.pass(16);
    expect(looks.length).toBe(1);
    expect(clock.isFrameRequested).toBeFalse();
  });

  it('points at nothing where nothing is, and once the pointer has left', () => {
    hover.moveTo({ x: 5, y: 0 });
    clock.pass(16);
    hover.moveTo({ x: 200, y: 0 });
    clock.pass(16);
    expect(hover.neuron()).toBeUndefined();
    hover.moveTo({ x: 5, y: 0 });
    clock.pass(16);
    hover.moveTo({ x: 6, y: 0 });
    hover.leave();
    clock.pass(16);
    expect(hover.neuron()).toBeUndefined();
    expect(looks.length).toBe(3);
  });

  it('points at nothing when the picture moves below a resting pointer, until that moves', () => {
    hover.moveTo({ x: 5, y: 0 });
    clock.pass(16);
    hover.rest();
    expect(hover.neuron()).toBeUndefined();
    // A hand is never quite still.
    hover.moveTo({ x: 7, y: 1 });
    clock.pass(16);
    expect(hover.neuron()).toBeUndefined();
    hover.moveTo({ x: 12, y: 1 });
    clock.pass(16);
    expect(hover.neuron()).toEqual({ layer: 1, neuron: 12 });
  });
});
