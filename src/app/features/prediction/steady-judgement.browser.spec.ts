import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Judgement } from '#model';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { steadyJudgement } from './steady-judgement.ts';

describe('steadyJudgement', () => {
  it('calls a drawing no digit 400 ms after the pen was lifted, and after another stroke anew', () => {
    const clock = new ManualClock();
    TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: clock }] });
    const judgement = signal<Judgement>({ kind: 'blank' });
    const isDrawing = signal(false);
    const said = TestBed.runInInjectionContext(() => steadyJudgement(judgement, isDrawing));
    const kindAfter = (milliseconds: number): string => {
      TestBed.tick();
      clock.pass(milliseconds);
      return said().kind;
    };
    expect(kindAfter(0)).toBe('blank');
    isDrawing.set(true);
    judgement.set({ kind: 'notADigit' });
    expect([kindAfter(0), kindAfter(2000)]).toEqual(['unfinished', 'unfinished']);
    isDrawing.set(false);
    expect(kindAfter(300)).toBe('unfinished');
    isDrawing.set(true);
    expect(kindAfter(300)).toBe('unfinished');
    isDrawing.set(false);
    expect([kindAfter(399), kindAfter(1)]).toEqual(['unfinished', 'notADigit']);
    isDrawing.set(true);
    expect(kindAfter(0)).toBe('unfinished');
    judgement.set({ kind: 'blank' });
    expect(kindAfter(0)).toBe('blank');
  });
});
