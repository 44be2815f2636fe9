import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import type { Pace } from '../shared/lab-settings.ts';
import { Pacer, type PacedRun } from './pacing.ts';

/** A run whose steps take no time: what it was told, and how far it is. */
class FakeRun implements PacedRun {
  readonly told: string[] = [];
  images = 0;
  /** Steps that it may take; a slow device takes fewer than it may. */
  mostPerCall = Infinity;
  pacer: Pacer | undefined;

  pause(): void {
    this.told.push('pause');
  }
  resume(): void {
    this.told.push('resume');
  }
  step(): void {
    this.told.push('step');
    this.learn(1);
  }
  proceedTo(images: number): void {
    this.learn(Math.min(Math.ceil((images - this.images) / 64), this.mostPerCall));
  }
  private learn(batches: number): void {
    this.images += batches * 64;
    this.pacer?.reached(this.images);
  }
}

function started(pace: Pace, images = 0): { run: FakeRun; pacer: Pacer; clock: ManualClock } {
  const run = new FakeRun();
  const clock = new ManualClock();
  const pacer = (run.pacer = new Pacer(run, pace, {
    now: () => clock.now(),
    after: (milliseconds, callback) => clock.after(milliseconds, callback),
  }));
  run.images = images;
  pacer.reached(images);
  return { run, pacer, clock };
}

describe('the pacer at time-lapse', () => {
  it('paces a run by the clock', () => {
    const { run, pacer, clock } = started('time-lapse');
    pacer.go();
    for (let second = 1; second <= 6; second++) {
      for (let tick = 0; tick < 100; tick++) clock.pass(10);
      expect(run.images).toBeGreaterThanOrEqual(64 * 2 ** (second - 1) * 0.9);
      expect(run.images).toBeLessThanOrEqual(64 * 2 ** (second - 1) + 64);
    }
    pacer.hold();
    const { images } = run;
    clock.pass(5000);
    expect(run.images).toBe(images);
    expect(run.told.at(-1)).toBe('pause');
  });

  it('waits for a device that does not keep up, instead of jumping afterwards', () => {
    const { run, pacer, clock } = started('time-lapse', 6400);
    run.mostPerCall = 1;
    pacer.go();
    for (let tick = 0; tick < 100; tick++) clock.pass(40);
    const slow = run.images;
    run.mostPerCall = Infinity;
    clock.pass(40);
    expect(run.images).toBeLessThan(slow * 1.4);
  });
});

describe('pacing', () => {
  it('takes two steps a second at slow', () => {
    const { run, pacer, clock } = started('slow');
    pacer.go();
    for (let tick = 0; tick < 20; tick++) clock.pass(100);
    expect(run.images).toBe(5 * 64);
    pacer.end();
    clock.pass(2000);
    expect(run.images).toBe(5 * 64);
  });

  it('takes a step when it is told to, and holds', () => {
    const { run, pacer, clock } = started('step');
    pacer.go();
    clock.pass(3000);
    expect(run.images).toBe(0);
    pacer.step();
    clock.pass(3000);
    expect(run.images).toBe(64);
    expect(run.told.slice(-2)).toEqual(['pause', 'step']);
  });

  it('leaves a run alone at full pace', () => {
    const { run, pacer, clock } = started('full');
    pacer.go();
    clock.pass(3000);
    expect(run.told).toEqual(['resume']);
    pacer.setPace('slow');
    expect(run.told).toEqual(['resume', 'pause', 'step']);
    expect(clock.delays.length).toBe(1);
  });

  it('remembers a pace that is chosen while it is held', () => {
    const { run, pacer, clock } = started('full');
    pacer.hold();
    pacer.setPace('slow');
    clock.pass(3000);
    expect(run.images).toBe(0);
    pacer.go();
    expect(run.images).toBe(64);
  });
});
