import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import type { SceneView } from './camera/camera-rig.ts';
import { ViewMenu } from './view-menu.ts';

describe('ViewMenu', () => {
  function render(layers: number) {
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

  it('lists the whole network, the front and every layer, and marks the current view', () => {
    const { entries, show } = render(4);
    expect(entries.map(({ textContent }) => textContent.trim())).toEqual([
      'Whole network',
      'From the front',
      'Pixels',
      'Layer 1',
      'Layer 2',
      'Digits',
    ]);
    const pressed = (): boolean[] => entries.map(({ ariaPressed }) => ariaPressed === 'true');
    expect(pressed()).toEqual([true, false, false, false, false, false]);
    show({ layer: 2 });
    expect(pressed()).toEqual([false, false, false, false, true, false]);
    show(undefined);
    expect(pressed()).not.toContain(true);
  });

  it('lists no view where there is no picture', () => {
    expect(render(0).entries).toEqual([]);
  });

  it('handles networks without hidden layers', () => {
    const { entries } = render(2);
    expect(entries.map(({ textContent }) => textContent.trim()).slice(2)).toEqual([
      'Pixels',
      'Digits',
    ]);
  });

  it('opens, passes on the choice, and closes', () => {
    const { chosen, isOpen, opener, entries } = render(4);
    expect(isOpen()).toBeFalse();
    for (const index of [1, 4]) {
      opener.click();
      expect(isOpen()).toBeTrue();
      entries[index]?.click();
      expect(isOpen()).toBeFalse();
    }
    expect(chosen).toEqual(['front', { layer: 2 }]);
  });
});
