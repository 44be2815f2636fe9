import { TestBed } from '@angular/core/testing';
import { PenSettings } from '../../features/drawing/pen-settings.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { open, SettingsPage } from './testing/settings-page.ts';

describe('SettingsPanel', () => {
  let page: SettingsPage;

  beforeEach(() => {
    page = new SettingsPage();
  });
  afterEach(() => {
    page.end();
  });

  it('changes language and theme at once', async () => {
    const { element, get, settle } = open();
    get('[value="de"]').click();
    get('[value="light"]').click();
    await settle();
    expect(get('h2').textContent).toBe('Einstellungen');
    const names = [...element.querySelectorAll('button')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(names).toContain('Alles zurücksetzen');
    expect(document.documentElement.dataset['theme']).toBe('light');
  });

  it('closes with its button and with a click outside, but not with one inside', () => {
    const { fixture, get, button } = open();
    const dialog = get('dialog') as HTMLDialogElement;
    get('h2').click();
    expect(dialog.open).toBeTrue();
    button('Close settings').click();
    expect(dialog.open).toBeFalse();
    fixture.componentInstance.open();
    dialog.click();
    expect(dialog.open).toBeFalse();
  });

  it('applies settings for the pen, and describes them', async () => {
    const { element, slide, settle } = open();
    slide('Brush size', 4);
    slide('Ink strength', 0.5);
    for (const id of ['palm', 'grid']) {
      element.querySelector<HTMLElement>(`[aria-describedby="settings-${id}"]`)?.click();
    }
    await settle();
    const pen = TestBed.inject(PenSettings);
    expect(pen.brush()).toEqual({ size: 4, strength: 0.5 });
    expect([pen.isPalmIgnored(), pen.isGridShown()]).toEqual([false, true]);
    const texts = [...element.querySelectorAll('app-drawing-settings input')].map((slider) =>
      slider.getAttribute('aria-valuetext'),
    );
    expect(texts).toEqual(['4 px', '50%']);
  });

  it('applies settings for the picture of the network, and describes them', async () => {
    const { get, slide, settle } = open();
    const texts = (): (string | null)[] =>
      [...get('app-network-settings').querySelectorAll('input[type="range"]')].map((slider) =>
        slider.getAttribute('aria-valuetext'),
      );
    expect(texts()).toEqual(['24', '0%', '2.2 px']);
    slide('Strongest connections per neuron', 8);
    get('[value="weight"]').click();
    get('[value="everything"]').click();
    slide('Hide weaker than', 0.3);
    slide('Line thickness', 2.4);
    get('[value="slow"]').click();
    await settle();
    expect(TestBed.inject(SceneSettings).options()).toEqual({
      strongest: Infinity,
      rankBy: 'weight',
      hideBelow: 0.3,
      thickness: 2.4,
      storyPace: 'slow',
      lightFollows: 'everything',
    });
    expect(texts()).toEqual(['all', '30%', '2.4 px']);
    slide('Strongest connections per neuron', 0);
    expect(TestBed.inject(SceneSettings).options().strongest).toBe(1);
  });
});
