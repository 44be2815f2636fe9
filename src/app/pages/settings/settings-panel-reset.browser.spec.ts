import { TestBed } from '@angular/core/testing';
import { DEFAULT_BRUSH } from '#model';
import { PenSettings } from '../../features/drawing/pen-settings.ts';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { OverlaySetting } from '../../features/overlay/overlay-setting.ts';
import { DEFAULT_SCENE_OPTIONS } from '../../features/scene/meshes/scene-options.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { PanelFolds, type Foldable } from '../../layout/panel-folds.ts';
import { persist, persistedValue } from '../../platform/persisted.ts';
import { TextSizeSetting } from '../../platform/text-size-setting.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import { CHOSEN, KEPT, LASTING, open, SettingsPage } from './testing/settings-page.ts';

const FOLDABLE = KEPT.filter((name) => name.startsWith('fold.')).map((name) => {
  const stored = name.slice('fold.'.length);
  return (stored === 'training' ? 'timeline' : stored) as Foldable;
});

describe('SettingsPanel, its reset', () => {
  let page: SettingsPage;

  beforeEach(() => {
    page = new SettingsPage();
  });
  afterEach(() => {
    page.end();
  });

  it('resets everything', async () => {
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
          storyPace: 'slow',
          lightFollows: 'everything',
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

  it("goes back to the app's own network, now and for later visits", async () => {
    page.end();
    TestBed.resetTestingModule();
    page = new SettingsPage('exports/mine.json');
    persist('weights', 'exports/mine.json');
    const { button, settle } = open();
    button('Reset everything').click();
    await settle();
    expect(page.asked).toEqual([new URL('exports/mlp_weights.json', document.baseURI).href]);
    expect(persistedValue('weights')).toBeNull();
  });
});
