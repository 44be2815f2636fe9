import { PenMemory } from './pen-memory.ts';

const MINUTE_MS = 60_000;

describe('PenMemory', () => {
  let now: number;
  let planned: { callback: () => void; dueAt: number }[];
  let told: boolean[];
  let memory: PenMemory;

  beforeEach(() => {
    now = 1_000_000;
    planned = [];
    told = [];
    const after = (callback: () => void, delayMs: number): (() => void) => {
      const plan = { callback, dueAt: now + delayMs };
      planned.push(plan);
      return () => {
        planned = planned.filter((other) => other !== plan);
      };
    };
    memory = new PenMemory({ now: () => now, after }, (isIgnoring) => told.push(isIgnoring));
  });

  function pass(ms: number): void {
    now += ms;
    const due = planned.filter(({ dueAt }) => dueAt <= now);
    planned = planned.filter(({ dueAt }) => dueAt > now);
    for (const { callback } of due) callback();
  }
  const touch = (isPenDown = false): boolean => memory.ignoresTouch(isPenDown);

  it('lets touches draw where no pen was used, though one came near', () => {
    memory.hovers();
    expect(touch()).toBeFalse();
    pass(MINUTE_MS);
    expect(told).toEqual([]);
  });

  it('tells at the first touch that is ignored, once, and until the pen draws', () => {
    memory.draws();
    pass(2000);
    expect(touch()).toBeTrue();
    pass(1000);
    expect(told).toEqual([true]);
    expect(touch()).toBeTrue();
    pass(1000);
    memory.hovers();
    expect(told).toEqual([true]);
    memory.draws();
    expect(told).toEqual([true, false]);
  });

  it('says nothing of the hand that holds the pen', () => {
    memory.draws();
    // It trembles beside the pen, and lies down before the pen does.
    for (let stroke = 0; stroke < 5; stroke++) {
      pass(300);
      expect(touch()).toBeTrue();
      pass(200);
      memory.hovers();
      pass(200);
      memory.draws();
      expect(touch(true)).toBeTrue();
      pass(2000);
    }
    expect(told).toEqual([]);
  });

  it('forgets the pen after five minutes without it, also a told one', () => {
    memory.draws();
    pass(4.9 * MINUTE_MS);
    memory.hovers();
    pass(4.9 * MINUTE_MS);
    expect(touch()).toBeTrue();
    pass(1000);
    expect(told).toEqual([true]);
    pass(0.1 * MINUTE_MS);
    expect(told).toEqual([true, false]);
    expect(touch()).toBeFalse();
    memory.draws();
    pass(5 * MINUTE_MS);
    expect(touch()).toBeFalse();
    pass(MINUTE_MS);
    expect(told).toEqual([true, false]);
  });

  it('forgets it when asked to, until it draws again', () => {
    memory.draws();
    touch();
    pass(1000);
    memory.forget();
    expect(told).toEqual([true, false]);
    expect(touch()).toBeFalse();
    memory.draws();
    expect(touch()).toBeTrue();
  });

  it('tells nothing of a touch before it was forgotten', () => {
    memory.draws();
    touch();
    memory.forget();
    pass(MINUTE_MS);
    expect(told).toEqual([]);
  });

  it('trusts no clock that was put back', () => {
    memory.draws();
    now -= 60 * MINUTE_MS;
    expect(touch()).toBeFalse();
  });
});
