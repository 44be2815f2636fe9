import { TestBed } from '@angular/core/testing';
import { provideLanguages } from '../i18n/provide-languages';
import { Notices, type Notice } from './notices';

const FULL: Notice = { kind: 'storage.full', text: 'Full.' };
const UNRANKED: Notice = { kind: 'scene.unranked', text: 'Unranked.' };

describe('Notices', () => {
  it('shows each kind until it is put away, whatever its words are later', () => {
    TestBed.configureTestingModule({ providers: [provideLanguages()] });
    const fixture = TestBed.createComponent(Notices);
    const element = fixture.nativeElement as HTMLElement;
    const show = (...notices: Notice[]): string[] => {
      fixture.componentRef.setInput('notices', notices);
      fixture.detectChanges();
      return [...element.querySelectorAll('p')].map(({ textContent }) => textContent);
    };
    expect(element.ariaLive).toBe('polite');
    expect(show()).toEqual([]);
    expect(show(FULL, UNRANKED)).toEqual(['Full.', 'Unranked.']);
    element.querySelector<HTMLElement>('button[aria-label="Close"]')?.click();
    expect(show(FULL, UNRANKED)).toEqual(['Unranked.']);
    expect(show({ ...FULL, text: 'Voll.' })).toEqual([]);
  });
});
