import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { PenMemory } from './pen-memory.ts';

const MINUTE_MS = 60_000;

describe('PenMemory', () => {
  let clock: ManualClock;
  let reports: boolean[];
  let memory: PenMemory;

  beforeEach(() => {
    clock = new ManualClock();
    reports = [];
    memory = new PenMemory(clock, (isIgnoring) => reports.push(isIgnoring));
  });

  const touch = (isPenDown = false): boolean => memory.ignoresTouch(isPenDown);

  it('lets touches draw when no pen was used, even if one came near', () => {
    memory.hovers();
    expect(touch()).toBeFalse();
    clock.pass(MINUTE_MS);
    expect(reports).toEqual([]);
  });

  it('reports the first ignored touch once, until the pen draws', () => {
    memory.draws();
    clock.pass(2000);
    expect(touch()).toBeTrue();
    clock.pass(1000);
    expect(reports).toEqual([true]);
    expect(touch()).toBeTrue();
    clock.pass(1000);
    memory.hovers();
    expect(reports).toEqual([true]);
    memory.draws();
    expect(reports).toEqual([true, false]);
  });

  it('reports nothing about the hand that holds the pen', () => {
    memory.draws();
    // It trembles beside the pen, and rests on the screen before the pen touches it.
    for (let stroke = 0; stroke < 5; stroke++) {
      clock.pass(300);
      expect(touch()).toBeTrue();
      clock.pass(200);
      memory.hovers();
      clock.pass(200);
      memory.draws();
      expect(touch(true)).toBeTrue();
      clock.pass(2000);
    }
    expect(reports).toEqual([]);
  });

  it('forgets a pen after five minutes without it, even when a touch was reported', () => {
    memory.draws();
    clock.pass(4.9 * MINUTE_MS);
    memory.hovers();
    clock.pass(4.9 * MINUTE_MS);
    expect(touch()).toBeTrue();
    clock.pass(1000);
    expect(reports).toEqual([true]);
    clock.pass(0.1 * MINUTE_MS);
    expect(reports).toEqual([true, false]);
    expect(touch()).toBeFalse();
    memory.draws();
    clock.pass(5 * MINUTE_MS);
    expect(touch()).toBeFalse();
    clock.pass(MINUTE_MS);
    expect(reports).toEqual([true, false]);
  });

  it('reports nothing when the pen only comes near after the hand', () => {
    memory.draws();
    clock.pass(2000);
    touch();
    clock.pass(300);
    memory.hovers();
    clock.pass(1000);
    expect(reports).toEqual([]);
  });

  it('remembers a pen that hovers, for another five minutes, after a report too', () => {
    memory.draws();
    touch();
    clock.pass(4 * MINUTE_MS);
    memory.hovers();
    clock.pass(4 * MINUTE_MS);
    expect(reports).toEqual([true]);
    clock.pass(MINUTE_MS);
    expect(reports).toEqual([true, false]);
  });

  it('forgets the pen on request, until it draws again', () => {
    memory.draws();
    touch();
    clock.pass(1000);
    memory.forget();
    expect(reports).toEqual([true, false]);
    expect(touch()).toBeFalse();
    memory.draws();
    expect(touch()).toBeTrue();
  });

  it('reports no touch from before the pen was forgotten', () => {
    memory.draws();
    touch();
    memory.forget();
    clock.pass(MINUTE_MS);
    expect(reports).toEqual([]);
  });

  it('does not trust a clock that was set back', () => {
    memory.draws();
    clock.shiftWallTime(-60 * MINUTE_MS);
    expect(touch()).toBeFalse();
    // Not even when it is right again.
    clock.shiftWallTime(60 * MINUTE_MS);
    expect(touch()).toBeFalse();
  });
});
