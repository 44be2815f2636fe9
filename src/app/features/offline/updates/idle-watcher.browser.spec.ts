import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../../platform/clock.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { IdleWatcher } from './idle-watcher.ts';

describe('IdleWatcher', () => {
  it('starts over with every touch and key, and reports each idle period', () => {
    const clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [{ provide: CLOCK, useValue: clock }],
    });
    let calls = 0;
    const stop = TestBed.inject(IdleWatcher).onIdle(500, () => (calls += 1));
    expect(clock.delays).toEqual([500]);
    document.body.dispatchEvent(new Event('pointermove', { bubbles: true }));
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect([clock.delays, calls]).toEqual([[500], 0]);
    clock.elapse();
    clock.elapse();
    expect(calls).toBe(2);
    stop();
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(clock.delays).toEqual([]);
  });
});
