import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DEFAULT_BRUSH, FormatError, perceptronSpec, UNCALIBRATED } from '#model';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { PanelFolds, type Foldable } from '../../layout/panel-folds.ts';
import type { WeightSet } from '../../network/weights/shared/weight-set.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import { PenSettings } from '../../features/drawing/pen-settings.ts';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { DEFAULT_SCENE_OPTIONS } from '../../features/scene/meshes/scene-options.ts';
import { OverlaySetting } from '../../features/overlay/overlay-setting.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { SettingsPanel } from './settings-panel.ts';
import { persist, persistedValue } from '../../platform/persisted.ts';
import { TextSizeSetting } from '../../platform/text-size-setting.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';

const setAt = (address: string): WeightSet => ({
  url: new URL(address, document.baseURI).href,
  network: perceptronSpec([784, 10]),
  timeline: [],
  calibration: UNCALIBRATED,
});

/** All settings that are kept, each with a value that is not its default. */
const CHOSEN: Readonly<Record<string, string>> = {
  language: 'de',
  theme: 'light',
  textSize: 'large',
  preparation: 'raw',
  overlay: 'on',
  'brush.size': '3',
  'brush.strength': '0.5',
  palm: 'off',
  grid: 'on',
  'scene.strongest': 'all',
  'scene.rankBy': 'weight',
  'scene.hideBelow': '0.3',
  'scene.thickness': '3',
  'scene.waveDurationMs': '2500',
  'fold.paper': 'on',
  'fold.answers': 'on',
  'fold.training': 'on',
  'fold.helpDrawing': 'on',
  'fold.helpNetwork': 'on',
  'fold.helpTraining': 'on',
  'fold.helpColours': 'on',
  'fold.helpKeys': 'off',
  'fold.helpFacts': 'off',
  'fold.helpAbout': 'off',
};
const KEPT = Object.keys(CHOSEN);
const FOLDABLE = KEPT.filter((name) => name.startsWith('fold.')).map((name) => {
  const stored = name.slice('fold.'.length);
  return (stored === 'training' ? 'timeline' : stored) as Foldable;
});
/** What else is kept, and is not a setting. */
const LASTING: Readonly<Record<string, string>> = {
  visited: 'yes',
  weights: 'exports/mine.json',
  'offline.download': 'paused',
};

describe('SettingsPanel', () => {
  const set = signal<WeightSet | undefined>(undefined);
  let asked: string[];
  let refuse: Error | undefined;

  beforeEach(() => {
    set.set(setAt('exports/mlp_weights.json'));
    asked = [];
    refuse = undefined;
    const weights: Partial<WeightsService> = {
      set,
      use: (address) => {
        asked.push(address);
        if (refuse) return Promise.reject(refuse);
        set.set(setAt(address));
        return Promise.resolve();
      },
    };
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: WeightsService, useValue: weights }],
    });
  });
  afterEach(() => {
    for (const name of [...KEPT, ...Object.keys(LASTING)]) persist(name, undefined);
    document.documentElement.lang = 'en';
  });

  function open() {
    const fixture = TestBed.createComponent(SettingsPanel);
    fixture.detectChanges();
    fixture.componentInstance.open();
    const element = fixture.nativeElement as HTMLElement;
    const get = (selector: string): HTMLElement => {
      const found = element.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`expected ${selector}, found none`);
      return found;
    };
    const address = get('input[type="text"]') as HTMLInputElement;
    const button = (name: string): HTMLButtonElement => {
      const found = [...element.querySelectorAll('button')].find(
        (candidate) => (candidate.ariaLabel ?? candidate.textContent).trim() === name,
      );
      if (!found) throw new Error(`expected a button named ${name}, found none`);
      return found;
    };
    const slide = (name: string, value: number): void => {
      const slider = get(`input[aria-label="${name}"]`) as HTMLInputElement;
      slider.valueAsNumber = value;
      slider.dispatchEvent(new Event('input'));
    };
    const settle = async (): Promise<void> => {
      await fixture.whenStable();
      fixture.detectChanges();
    };
    return { fixture, element, address, get, button, slide, settle };
  }

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

  it('closes with its button and with a click beside it, not with one on it', () => {
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

  it('takes other weights, and goes back to those that come with the app', async () => {
    const { address, button, settle } = open();
    expect([
      address.value,
      button('Use these').disabled,
      button('Default weights').disabled,
    ]).toEqual(['', true, true]);
    address.value = ' exports/mine.json ';
    address.dispatchEvent(new Event('input'));
    await settle();
    button('Use these').click();
    await settle();
    expect(asked).toEqual(['exports/mine.json']);
    button('Default weights').click();
    await settle();
    expect(asked).toEqual(['exports/mine.json', 'exports/mlp_weights.json']);
    expect(address.value).toBe('');
  });

  it('takes what is chosen about the pen, and tells it in words', async () => {
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

  it('takes what is chosen about the picture of the network, and tells it in words', async () => {
    const { get, slide, settle } = open();
    const texts = (): (string | null)[] =>
      [...get('app-network-settings').querySelectorAll('input[type="range"]')].map((slider) =>
        slider.getAttribute('aria-valuetext'),
      );
    expect(texts()).toEqual(['24', '0%', '1.6 px', '1 s']);
    slide('Strongest connections per neuron', 8);
    get('[value="weight"]').click();
    slide('Hide weaker than', 0.3);
    slide('Line thickness', 2.4);
    slide('From pixels to answer in', 2500);
    await settle();
    expect(TestBed.inject(SceneSettings).options()).toEqual({
      strongest: Infinity,
      rankBy: 'weight',
      hideBelow: 0.3,
      thickness: 2.4,
      pulseDurationMs: 2500,
    });
    expect(texts()).toEqual(['all', '30%', '2.4 px', '2.5 s']);
    slide('Strongest connections per neuron', 0);
    expect(TestBed.inject(SceneSettings).options().strongest).toBe(1);
  });

  it('says why weights were refused', async () => {
    const { element, address, button, settle } = open();
    refuse = new FormatError('mine.json', 'HTTP status', '200', '404');
    address.value = 'mine.json';
    address.dispatchEvent(new Event('input'));
    await settle();
    button('Use these').click();
    await settle();
    const status = element.querySelector('[role="status"]')?.textContent;
    expect(status).toContain('The ones on screen stay.');
    expect(status).toContain('expected 200, found 404');
    refuse = new DOMException('superseded', 'AbortError');
    button('Use these').click();
    await settle();
    expect(element.querySelector('[role="status"]')?.textContent.trim()).toBe('');
  });

  it('puts everything back as it was', async () => {
    const { element, get, button, slide, settle } = open();
    get('[value="de"]').click();
    get('[value="light"]').click();
    await settle();
    get('[value="large"]').click();
    for (const toggle of element.querySelectorAll<HTMLElement>('[role="switch"]')) toggle.click();
    get('[value="weight"]').click();
    slide('Dicke der Linien', 3);
    slide('Breite des Stifts', 3);
    await settle();
    expect(document.documentElement.dataset['text']).toBe('large');
    expect(TestBed.inject(OverlaySetting).isShown()).toBeTrue();
    expect(KEPT.filter((name) => persistedValue(name) !== null)).toEqual([
      'language',
      'theme',
      'textSize',
      'preparation',
      'overlay',
      'brush.size',
      'palm',
      'grid',
      'scene.rankBy',
      'scene.thickness',
    ]);
    button('Alles zurücksetzen').click();
    await settle();
    expect(get('h2').textContent).toBe('Settings');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.documentElement.dataset['text']).toBe('normal');
    const switches = [...element.querySelectorAll('[role="switch"]')];
    expect(switches.map((it) => it.getAttribute('aria-checked'))).toEqual([
      'true',
      'true',
      'false',
      'false',
    ]);
    expect(KEPT.filter((name) => persistedValue(name) !== null)).toEqual([]);
    expect(TestBed.inject(SceneSettings).options()).toEqual(DEFAULT_SCENE_OPTIONS);
  });

  describe('resets what was chosen on an earlier visit, and only settings:', () => {
    beforeEach(() => {
      for (const [name, value] of Object.entries({ ...CHOSEN, ...LASTING })) persist(name, value);
    });
    const reset = async (): Promise<void> => {
      const { button, settle } = open();
      button('Alles zurücksetzen').click();
      await settle();
    };
    const kept = (): unknown =>
      Object.fromEntries(
        [...KEPT, ...Object.keys(LASTING)]
          .map((name) => [name, persistedValue(name)] as const)
          .filter(([, value]) => value !== null),
      );
    const folds = (): readonly boolean[] => {
      const all = TestBed.inject(PanelFolds);
      return FOLDABLE.map((name) => all.isFolded(name));
    };

    it('settings that are in use', async () => {
      const pen = TestBed.inject(PenSettings);
      const figures = (): unknown => [
        TestBed.inject(LanguageSetting).language(),
        TestBed.inject(ThemeSetting).theme(),
        TestBed.inject(TextSizeSetting).size(),
        TestBed.inject(PreparationSetting).isPrepared(),
        TestBed.inject(OverlaySetting).isShown(),
        [pen.brush(), pen.isPalmIgnored(), pen.isGridShown()],
        TestBed.inject(SceneSettings).options(),
        folds(),
      ];
      expect(figures()).toEqual([
        'de',
        'light',
        'large',
        false,
        true,
        [{ size: 3, strength: 0.5 }, false, true],
        {
          strongest: Infinity,
          rankBy: 'weight',
          hideBelow: 0.3,
          thickness: 3,
          pulseDurationMs: 2500,
        },
        [...Array<boolean>(7).fill(true), false, false, false],
      ]);
      await reset();
      expect(figures()).toEqual([
        'en',
        'dark',
        'normal',
        true,
        false,
        [DEFAULT_BRUSH, true, false],
        DEFAULT_SCENE_OPTIONS,
        [...Array<boolean>(7).fill(false), true, true, true],
      ]);
      expect(kept()).toEqual(LASTING);
    });

    it('settings that nothing has read yet', async () => {
      await reset();
      expect(kept()).toEqual(LASTING);
      expect(folds()).toEqual([...Array<boolean>(7).fill(false), true, true, true]);
    });
  });
});
