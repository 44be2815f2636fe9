import { TestBed } from '@angular/core/testing';
import { LanguageSetting } from '../../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { RecipeSentence } from './recipe-sentence.ts';

describe('RecipeSentence', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] }));

  function render(settings: Partial<LabSettings> = {}, isLearning = false) {
    const fixture = TestBed.createComponent(RecipeSentence);
    fixture.componentRef.setInput('settings', { ...DEFAULT_SETTINGS, ...settings });
    fixture.componentRef.setInput('isLearning', isLearning);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const changes: Partial<LabSettings>[] = [];
    fixture.componentInstance.changed.subscribe((change) => changes.push(change));
    const words = (): string[] =>
      [...element.querySelectorAll('.main .word')].map(({ textContent }) => textContent.trim());
    return { fixture, element, changes, words };
  }
  /** The sentence, without what can be added to it. */
  const said = (element: HTMLElement): string =>
    [...element.querySelectorAll('.main > :not(.add)')]
      .map(({ textContent }) => textContent.trim())
      .join(' ');

  it('says the recipe in each language', () => {
    const { element, words, fixture } = render();
    expect(said(element)).toBe(
      'Show it 10,000 digits 5 times , change weights after every 64 by rate 0.1',
    );
    expect(words()).toEqual(['10,000 digits', '5 times', '64', '0.1']);
    TestBed.inject(LanguageSetting).choose('de');
    fixture.detectChanges();
    expect(words()).toEqual(['10.000 Ziffern', '5-mal', '64', '0,1']);
  });

  it('leaves open what can be changed while it learns', () => {
    const { words, element } = render({ weightDecay: 0.001, seed: 3 }, true);
    expect(words()).toEqual(['64', '0.1']);
    const added = [...element.querySelectorAll('.added .word')];
    expect(added.map(({ textContent }) => textContent.trim())).toEqual(['0.001']);
  });

  it('has plain words where they are locked, and offers none of their sentences', async () => {
    const { element, words, fixture } = render({ seed: 3 });
    fixture.componentRef.setInput('locked', ['digits', 'seed', 'wrongPercent', 'optimizer']);
    fixture.detectChanges();
    expect(words()).toEqual(['5 times', '64', '0.1']);
    expect(said(element)).toContain('Show it 10,000 digits 5 times');
    expect(element.querySelector('.added .word')).toBeNull();
    element.querySelector<HTMLElement>('.add .round-button')?.click();
    await fixture.whenStable();
    const offers = [...element.querySelectorAll('.menu-entry')];
    expect(offers.map(({ textContent }) => textContent.trim())).toEqual([
      'Leave out digits',
      'Add my own digits',
      'Let weights shrink',
      'Set an exam',
    ]);
  });

  it('has locks for whoever decides what others may change', () => {
    const { element, fixture } = render();
    const toggled: string[] = [];
    fixture.componentInstance.lockToggled.subscribe((word) => toggled.push(word));
    fixture.componentRef.setInput('lockable', ['digits', 'rate']);
    fixture.componentRef.setInput('locked', ['rate']);
    fixture.detectChanges();
    const locks = [...element.querySelectorAll<HTMLElement>('.main .lock')];
    expect(locks.map((lock) => [lock.ariaLabel, lock.ariaPressed])).toEqual([
      ['Lock: 10,000 digits', 'false'],
      ['Lock: 0.1', 'true'],
    ]);
    locks[1]?.click();
    expect(toggled).toEqual(['rate']);
  });

  it('turns over the words that an experiment has changed', () => {
    const { element, fixture } = render({ rate: 3 });
    fixture.componentRef.setInput('turned', ['rate']);
    fixture.detectChanges();
    const turned = [...element.querySelectorAll('.main .turned')];
    expect(turned.map(({ textContent }) => textContent.trim())).toEqual(['3']);
  });

  it('shows what a word can be, and tells what was chosen', async () => {
    const { element, changes, fixture } = render();
    element.querySelector<HTMLElement>('[data-word=rate]')?.click();
    await fixture.whenStable();
    const radios = [...element.querySelectorAll<HTMLInputElement>('.chooser input')];
    expect(radios.length).toBe(10);
    expect(document.activeElement).toBe(radios.find(({ checked }) => checked) ?? null);
    radios[7]?.click();
    expect(changes).toEqual([{ rate: 0.3 }]);
  });

  it('says how many own digits there are, and leads to where they are written', async () => {
    const { element, fixture } = render({ ownDigits: 'train' });
    fixture.componentRef.setInput('ownCount', 20);
    let wanted = 0;
    fixture.componentInstance.ownWanted.subscribe(() => (wanted += 1));
    fixture.detectChanges();
    const said = (): string =>
      element.querySelector('.sentence')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
    expect(said()).toBe('Add my 20 digits .');
    fixture.componentRef.setInput('settings', { ...DEFAULT_SETTINGS, ownDigits: 'test' });
    fixture.detectChanges();
    expect(said()).toBe('Test it with my 20 digits , too.');
    element.querySelector<HTMLElement>('[data-word=ownDigits]')?.click();
    await fixture.whenStable();
    element.querySelector<HTMLElement>('.chooser .pill-button')?.click();
    expect(wanted).toBe(1);
  });

  it('adds a sentence', async () => {
    const { element, changes, fixture } = render();
    element.querySelector<HTMLElement>('.add .round-button')?.click();
    await fixture.whenStable();
    const offers = [...element.querySelectorAll<HTMLElement>('.menu-entry')];
    offers.find(({ textContent }) => textContent.includes('another rule'))?.click();
    expect(changes).toEqual([{ optimizer: 'adam', rate: 0.001 }]);
  });
});
