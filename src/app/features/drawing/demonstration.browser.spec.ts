import { DOCUMENT } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { Demonstration } from './demonstration.ts';
import { DrawingStore } from './drawing-store.ts';
import { EMPTY_HISTORY } from './drawing-history.ts';
import { persist, persistedValue } from '../../platform/persisted.ts';

describe('Demonstration', () => {
  let clock: ManualClock;
  let paper: DrawingStore;

  beforeEach(() => {
    clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [DrawingStore, Demonstration, { provide: CLOCK, useValue: clock }],
    });
    paper = TestBed.inject(DrawingStore);
  });

  function prepare(isMotionReduced = false): Demonstration {
    spyOn(window, 'matchMedia').and.returnValue(
      Object.assign(new EventTarget(), { matches: isMotionReduced }) as unknown as MediaQueryList,
    );
    const demonstration = TestBed.inject(Demonstration);
    demonstration.prepare();
    return demonstration;
  }

  const isBlank = (): boolean => paper.history() === EMPTY_HISTORY;

  it('draws a seven once, within a few seconds, after five seconds of quiet', () => {
    const demonstration = prepare();
    clock.pass(4999);
    expect([isBlank(), demonstration.isShowing()]).toEqual([true, false]);
    clock.pass(500);
    expect([isBlank(), paper.isPenDown()]).toEqual([false, true]);
    clock.pass(3000);
    expect([paper.isPenDown(), demonstration.isShowing()]).toEqual([false, true]);
    expect(paper.drawing().strokes.length).toBe(1);
    const drawn = paper.history();
    clock.pass(60_000);
    expect(paper.history()).toBe(drawn);
  });

  for (const [name, afterMs] of [
    ['while it is drawn', 5500],
    ['once it is drawn', 20_000],
  ] as const) {
    for (const type of ['pointerdown', 'keydown', 'wheel']) {
      it(`leaves no trace after a ${type} ${name}`, () => {
        const demonstration = prepare();
        clock.pass(afterMs);
        expect(isBlank()).toBeFalse();
        document.body.dispatchEvent(new Event(type, { bubbles: true }));
        expect([isBlank(), demonstration.isShowing()]).toEqual([true, false]);
        clock.pass(60_000);
        expect([isBlank(), clock.delays]).toEqual([true, []]);
      });
    }
  }

  it('waits just as long after an input, and ends once something is drawn', () => {
    prepare();
    clock.pass(4000);
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    clock.pass(4000);
    expect(isBlank()).toBeTrue();
    const brush = { size: 2, strength: 1 };
    paper.dispatch({ kind: 'begin', point: { x: 1, y: 1, pressure: 1 }, brush });
    const drawn = paper.history();
    clock.pass(60_000);
    expect(paper.history()).toBe(drawn);
    paper.dispatch({ kind: 'reset' });
    clock.pass(60_000);
    expect(isBlank()).toBeTrue();
  });

  it('waits while the page is hidden', () => {
    prepare();
    const hidden = spyOnProperty(TestBed.inject(DOCUMENT), 'hidden').and.returnValue(true);
    clock.pass(30_000);
    expect(isBlank()).toBeTrue();
    hidden.and.returnValue(false);
    clock.pass(5000);
    expect(isBlank()).toBeFalse();
  });

  it('does not appear on later visits', () => {
    persist('visited', 'yes');
    prepare();
    expect(clock.delays).toEqual([]);
  });

  it('does not appear with reduced motion', () => {
    prepare(true);
    expect([clock.delays, persistedValue('visited')]).toEqual([[], 'yes']);
  });

  it('ends with the app', () => {
    prepare();
    clock.pass(5500);
    TestBed.resetTestingModule();
    expect([isBlank(), clock.delays]).toEqual([true, []]);
  });
});
