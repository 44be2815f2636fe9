import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../i18n/testing/provide-spoken-languages.ts';
import { Notices, type Notice } from './notices.ts';

const FULL: Notice = { kind: 'storage.full', text: 'Full.' };
const FAILED: Notice = { kind: 'storage.failed', text: 'Failed.' };

describe('Notices', () => {
  it('shows each kind until dismissed, even when its text changes', () => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(Notices);
    const element = fixture.nativeElement as HTMLElement;
    const show = (...notices: Notice[]): string[] => {
      fixture.componentRef.setInput('notices', notices);
      fixture.detectChanges();
      return [...element.querySelectorAll('p')].map(({ textContent }) => textContent);
    };
    expect(element.ariaLive).toBe('polite');
    expect(show()).toEqual([]);
    expect(show(FULL, FAILED)).toEqual(['Full.', 'Failed.']);
    element.querySelector<HTMLElement>('button[aria-label="Close"]')?.click();
    expect(show(FULL, FAILED)).toEqual(['Failed.']);
    expect(show({ ...FULL, text: 'Voll.' })).toEqual([]);
  });

  it('offers an action', () => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(Notices);
    let runs = 0;
    const action = { text: 'Make room', run: () => (runs += 1) };
    fixture.componentRef.setInput('notices', [{ ...FULL, action }]);
    fixture.detectChanges();
    const [button] = (fixture.nativeElement as HTMLElement).querySelectorAll('button');
    expect(button?.textContent.trim()).toBe('Make room');
    button?.click();
    expect(runs).toBe(1);
  });
});
