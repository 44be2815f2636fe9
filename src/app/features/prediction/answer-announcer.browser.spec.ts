import { TestBed } from '@angular/core/testing';
import type { Judgement } from '#model';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { AnswerAnnouncer } from './answer-announcer.ts';

const read = (digit: number): Judgement => ({ kind: 'digit', digit, probability: 0.9 });

describe('AnswerAnnouncer', () => {
  it('waits politely until the answer has settled, and announces only that one', async () => {
    const clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: CLOCK, useValue: clock }],
    });
    const fixture = TestBed.createComponent(AnswerAnnouncer);
    const element = fixture.nativeElement as HTMLElement;
    const said: string[] = [];
    const show = async (judgement: Judgement, quietMs: number): Promise<void> => {
      fixture.componentRef.setInput('saying', judgement);
      fixture.detectChanges();
      clock.pass(quietMs);
      await Promise.resolve();
      fixture.detectChanges();
      if (element.textContent !== said.at(-1)) said.push(element.textContent);
    };
    await show({ kind: 'blank' }, 1000);
    for (const digit of [1, 3, 8, 3]) await show(read(digit), 300);
    expect(said).toEqual(['']);
    expect(clock.delays).toEqual([700]);
    await show(read(8), 1000);
    expect(said).toEqual(['', 'Looks like 8, 90 percent']);
    // A status is a polite live region.
    expect(element.role).toBe('status');
  });
});
