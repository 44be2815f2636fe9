import { signal, type Signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from './clock.ts';
import { throttled } from './throttled.ts';
import { ManualClock } from './testing/manual-clock.ts';

describe('throttled', () => {
  it('passes on the first value at once, then the newest every fifth of a second', () => {
    const clock = new ManualClock();
    TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: clock }] });
    const values = signal(0);
    const slow: Signal<number> = TestBed.runInInjectionContext(() => throttled(values, 200));
    expect(slow()).toBe(0);
    const seen: number[] = [];
    for (let value = 1; value <= 30; value++) {
      values.set(value);
      TestBed.tick();
      seen.push(slow());
      clock.pass(20);
    }
    // 20 ms per value: the newest one after 200 ms.
    expect([...new Set(seen)]).toEqual([1, 10, 20]);
    clock.pass(200);
    expect(slow()).toBe(30);
  });
});
