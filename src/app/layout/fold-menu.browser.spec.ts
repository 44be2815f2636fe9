import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../i18n/testing/provide-spoken-languages.ts';
import { PersistedSettings } from '../platform/persisted.ts';
import { FoldMenu } from './fold-menu.ts';
import { PanelFolds } from './panel-folds.ts';

describe('FoldMenu', () => {
  it('has a switch for each panel, which is on while the panel is shown', () => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(FoldMenu);
    const element = fixture.nativeElement as HTMLElement;
    const states = (): string[] => {
      fixture.detectChanges();
      const switches = element.querySelectorAll<HTMLElement>('[role=switch]');
      return [...switches].map((it) => `${it.textContent.trim()} ${it.ariaChecked ?? ''}`);
    };
    expect(states()).toEqual(['Your drawing true', 'Probabilities true', 'Training true']);
    expect(element.ariaLabel).toBe('Show on the page');
    TestBed.inject(PanelFolds).toggle('answers');
    expect(states()[1]).toBe('Probabilities false');
    element.querySelectorAll<HTMLElement>('[role=switch]')[1]?.click();
    expect(states()[1]).toBe('Probabilities true');
    TestBed.inject(PersistedSettings).resetAll();
  });
});
