import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import type { SceneView } from './camera/camera-rig.ts';
import { ViewMenu } from './view-menu.ts';

describe('ViewMenu', () => {
  const LAYERS = ['28 × 28 pixels', 'Layer 1 · 128 neurons', 'Layer 2 · 64 neurons', '10 digits'];

  function render(...names: string[]) {
    const layers = names.map((full) => ({ full, short: full }));
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(ViewMenu);
    const chosen: SceneView[] = [];
    fixture.componentInstance.chosen.subscribe((view) => chosen.push(view));
    const show = (view: SceneView | undefined): void => {
      fixture.componentRef.setInput('view', view);
      fixture.detectChanges();
    };
    fixture.componentRef.setInput('layers', layers);
    show('home');
    const element = fixture.nativeElement as HTMLElement;
    const list = element.querySelector<HTMLElement>('[role=group]');
    const opener = element.querySelector<HTMLElement>('.round-button');
    if (!list || !opener) throw new Error('expected a button and its list');
    const isOpen = (): boolean => {
      fixture.detectChanges();
      return list.checkVisibility();
    };
    return { chosen, show, isOpen, opener, entries: [...list.querySelectorAll('button')] };
  }

  it('lists the whole network and every layer in a group of its own, and marks the current view', () => {
    const { entries, show } = render(...LAYERS);
    expect(entries.map(({ textContent }) => textContent.trim())).toEqual([
      'Whole network',
      ...LAYERS,
    ]);
    expect(entries[0]?.closest('[role=group]')?.ariaLabel).toBe('Look at');
    const pressed = (): boolean[] => entries.map(({ ariaPressed }) => ariaPressed === 'true');
    expect(pressed()).toEqual([true, false, false, false, false]);
    show({ layer: 2 });
    expect(pressed()).toEqual([false, false, false, true, false]);
    show(undefined);
    expect(pressed()).not.toContain(true);
  });

  it('lists no view where there is no picture', () => {
    expect(render().entries).toEqual([]);
  });

  it('handles networks without hidden layers', () => {
    const { entries } = render('28 × 28 pixels', '10 digits');
    expect(entries.map(({ textContent }) => textContent.trim()).slice(1)).toEqual([
      '28 × 28 pixels',
      '10 digits',
    ]);
  });

  it('opens, passes on the choice, and closes', () => {
    const { chosen, isOpen, opener, entries } = render(...LAYERS);
    expect(isOpen()).toBeFalse();
    for (const index of [1, 3]) {
      opener.click();
      expect(isOpen()).toBeTrue();
      entries[index]?.click();
      expect(isOpen()).toBeFalse();
    }
    expect(chosen).toEqual([{ layer: 0 }, { layer: 2 }]);
  });
});
