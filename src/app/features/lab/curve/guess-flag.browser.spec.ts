import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { GuessFlag, type Guess } from './guess-flag.ts';

describe('GuessFlag', () => {
  function render(guess: Guess, isOpen = true) {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(GuessFlag);
    fixture.componentRef.setInput('guess', guess);
    fixture.componentRef.setInput('isOpen', isOpen);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const slider = element.querySelector('[role=slider]');
    const press = (key: string): void => {
      slider?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      fixture.detectChanges();
    };
    return { fixture, element, slider, press };
  }

  it('asks, in the middle, until it is moved', () => {
    const { element, slider, fixture, press } = render(undefined);
    expect([element.textContent.trim(), slider?.ariaValueText]).toEqual(['?', 'not moved yet']);
    press('ArrowUp');
    expect(fixture.componentInstance.guess()).toBe(55);
    expect(slider?.ariaValueText).toBe('55 of 100');
  });

  it('moves by fives, and not beyond the axis', () => {
    const { fixture, press, element } = render(95);
    press('PageUp');
    expect(fixture.componentInstance.guess()).toBe(100);
    press('Home');
    expect(fixture.componentInstance.guess()).toBe(0);
    element.querySelectorAll('button')[1]?.click();
    expect(fixture.componentInstance.guess()).toBe(0);
    element.querySelectorAll('button')[0]?.click();
    expect(fixture.componentInstance.guess()).toBe(5);
  });

  it('stays as a label, also of 0, and not where nothing was guessed', () => {
    expect(render(0, false).element.textContent).toContain('you 0');
    TestBed.resetTestingModule();
    expect(render(null, false).element.textContent.trim()).toBe('');
  });
});
