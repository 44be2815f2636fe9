import { TestBed } from '@angular/core/testing';
import { SegmentedChoice } from './segmented-choice.ts';

describe('SegmentedChoice', () => {
  function render(value: string) {
    const fixture = TestBed.createComponent(SegmentedChoice);
    fixture.componentRef.setInput('name', 'Language');
    fixture.componentRef.setInput('segments', [
      { value: 'en', text: 'English', lang: 'en' },
      { value: 'de', text: 'Deutsch', lang: 'de' },
    ]);
    fixture.componentRef.setInput('value', value);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    return { fixture, element, radios: [...element.querySelectorAll('input')] };
  }

  it('is a named group of radio buttons, one of them chosen', () => {
    const { element, radios } = render('de');
    expect([element.role, element.ariaLabel]).toEqual(['radiogroup', 'Language']);
    expect(radios.map(({ checked }) => checked)).toEqual([false, true]);
    expect(Array.from(element.querySelectorAll('label'), ({ lang }) => lang)).toEqual(['en', 'de']);
  });

  it('says what is chosen', () => {
    const { fixture, radios } = render('en');
    radios[1]?.click();
    expect(fixture.componentInstance.value()).toBe('de');
  });

  it('keeps groups apart', () => {
    const [first, second] = [render('en'), render('en')];
    second.radios[1]?.click();
    expect(first.radios[0]?.checked).toBeTrue();
    expect(first.radios[0]?.name).not.toBe(second.radios[0]?.name);
  });
});
