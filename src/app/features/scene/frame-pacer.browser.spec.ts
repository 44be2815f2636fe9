import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { FramePacer } from './frame-pacer.ts';

describe('FramePacer', () => {
  let clock: ManualClock;
  let drawn: { stepMs: number; pixelRatio: number }[];
  let isBusy: boolean;
  let movesFor: number;
  let pacer: FramePacer;

  beforeEach(() => {
    clock = new ManualClock();
    drawn = [];
    isBusy = false;
    movesFor = 0;
    pacer = new FramePacer(clock, {
      isBusy: () => isBusy,
      draw: (stepMs, _, pixelRatio) => {
        drawn.push({ stepMs, pixelRatio: pixelRatio / Math.min(2, devicePixelRatio) });
        return movesFor-- > 0;
      },
    });
  });

  /** Lets that many animation frames pass. */
  function pass(count: number, ms = 16): void {
    for (let i = 0; i < count; i++) clock.pass(ms);
  }

  it('draws once for many requests, and then rests', () => {
    for (let i = 0; i < 5; i++) pacer.request();
    pass(10);
    expect(drawn.length).toBe(1);
    expect(clock.isFrameRequested).toBeFalse();
  });

  it('continues while the picture moves, and reports how long each step took', () => {
    movesFor = 3;
    pacer.request();
    pass(10);
    expect(drawn.map(({ stepMs }) => stepMs)).toEqual([0, 16, 16, 16]);
  });

  it('starts no frame before the last one is finished', () => {
    movesFor = 1;
    pacer.request();
    pass(1);
    isBusy = true;
    pass(5);
    expect(drawn.length).toBe(1);
    isBusy = false;
    pass(1);
    expect(drawn.map(({ stepMs }) => stepMs)).toEqual([0, 96]);
  });

  it('lowers the resolution when frames take long, and is sharp when nothing moves', () => {
    movesFor = 6;
    pacer.request();
    pass(8, 60);
    expect(drawn.map(({ pixelRatio }) => pixelRatio)).toEqual([1, 1, 1, 1, 0.6, 0.6, 0.6]);
    pass(1, 800);
    pass(5, 60);
    expect(drawn.slice(7).map(({ pixelRatio }) => pixelRatio)).toEqual([1]);
    pass(1, 1000);
    pass(5, 60);
    expect(drawn.length).toBe(8);
  });

  it('draws nothing while it is held, and what was asked for meanwhile in one frame', () => {
    movesFor = 3;
    pacer.request();
    pass(2);
    pacer.setHeld(true);
    for (let i = 0; i < 5; i++) {
      pacer.request();
      pass(1);
    }
    expect(drawn.length).toBe(2);
    expect(clock.isFrameRequested).toBeFalse();
    movesFor = 0;
    pacer.setHeld(false);
    pass(5);
    expect(drawn.length).toBe(3);
    pacer.setHeld(true);
    pacer.setHeld(false);
    pass(5);
    expect(drawn.length).toBe(3);
  });

  it('draws nothing after it was stopped', () => {
    pacer.request();
    pacer.stop();
    pass(3);
    expect(drawn.length).toBe(0);
  });
});
