import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import type { Saying } from '../../network/saying.ts';
import { Verdict } from './verdict.ts';

describe('Verdict', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
  });

  function textOf(saying: Saying, displayed = saying): string {
    const fixture = TestBed.createComponent(Verdict);
    fixture.componentRef.setInput('saying', saying);
    fixture.componentRef.setInput('displayed', displayed);
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, '');
  }

  for (const [saying, words] of [
    [{ kind: 'digit', digit: 7, probability: 0.82 }, 'It reads 7 82% sure'],
    [{ kind: 'unsure', digits: [9, 4] }, 'Not sure 9 or 4'],
    [{ kind: 'notADigit' }, 'Not a digit? ?'],
    [{ kind: 'unfinished' }, '…'],
    [{ kind: 'untrained', digit: undefined }, 'It has not learned yet …'],
    [{ kind: 'untrained', digit: 8 }, 'It reads 8 It has not learned yet'],
    [{ kind: 'blank' }, 'Draw, and watch it read'],
  ] as const) {
    it(`says "${words}"`, () => {
      expect(textOf(saying)).toBe(words.replaceAll(' ', ''));
    });
  }

  it('shows the given share for the digit that it names', () => {
    const saying: Saying = { kind: 'digit', digit: 7, probability: 0.82 };
    expect(textOf(saying, { ...saying, probability: 0.9 })).toContain('790%');
    expect(textOf(saying, { ...saying, digit: 2, probability: 0.9 })).toContain('782%');
    expect(textOf(saying, { kind: 'notADigit' })).toContain('782%');
  });
});
