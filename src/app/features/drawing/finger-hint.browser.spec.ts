import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { PenSettings } from './pen-settings.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { CLOCK } from '../../platform/clock.ts';
import { FingerHint } from './finger-hint.ts';
import { PalmRule } from './palm-rule.ts';
import { PersistedSettings } from '../../platform/persisted.ts';

describe('FingerHint', () => {
  it('says that a finger was ignored, and lets it draw', () => {
    const clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: CLOCK, useValue: clock }],
    });
    const fixture = TestBed.createComponent(FingerHint);
    const palm = TestBed.inject(PalmRule);
    const settings = TestBed.inject(PenSettings);
    const element = fixture.nativeElement as HTMLElement;
    const text = (): string => {
      fixture.detectChanges();
      return element.textContent;
    };
    expect([text(), element.ariaLive]).toEqual(['', 'polite']);
    palm.recordPen(true);
    expect([palm.ignoresTouch(false), text()]).toEqual([true, '']);
    clock.elapse();
    expect(text()).toContain('You used a pen');
    settings.togglePalm();
    expect(text()).toBe('');
    TestBed.inject(PersistedSettings).resetAll();
    expect(text()).toContain('You used a pen');
    const button = element.querySelector('button');
    expect(button?.offsetHeight).toBeGreaterThanOrEqual(44);
    button?.click();
    expect([text(), palm.ignoresTouch(false)]).toEqual(['', false]);
  });
});
