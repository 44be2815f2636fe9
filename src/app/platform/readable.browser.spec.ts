import { signal, type Signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { readable } from './readable.ts';

describe('readable', () => {
  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date(0));
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('has the first value at once, then the newest every fifth of a second', () => {
    const values = signal(0);
    const slow: Signal<number> = TestBed.runInInjectionContext(() => readable(values));
    expect(slow()).toBe(0);
    const seen: number[] = [];
    for (let value = 1; value <= 30; value++) {
      values.set(value);
      TestBed.tick();
      seen.push(slow());
      jasmine.clock().tick(20);
    }
    // 20 ms a value: the one that was newest when 200 ms were over.
    expect([...new Set(seen)]).toEqual([1, 10, 20]);
    jasmine.clock().tick(200);
    expect(slow()).toBe(30);
  });
});
