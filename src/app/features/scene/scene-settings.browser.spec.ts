import { TestBed } from '@angular/core/testing';
import { DEFAULT_SCENE_OPTIONS } from './meshes/scene-options.ts';
import { SceneSettings } from './scene-settings.ts';
import { persist, PersistedSettings, persistedValue } from '../../platform/persisted.ts';

const NAMES = ['strongest', 'rankBy', 'hideBelow', 'thickness', 'story', 'light'].map(
  (name) => `scene.${name}`,
);

describe('SceneSettings', () => {
  const kept = (): (string | null)[] => NAMES.map((name) => persistedValue(name));

  it('has its default options until someone changes them', () => {
    expect(TestBed.inject(SceneSettings).options()).toEqual({
      strongest: 24,
      rankBy: 'contribution',
      hideBelow: 0,
      thickness: 2.2,
      storyPace: 'normal',
      lightFollows: 'answer',
    });
    expect(kept()).toEqual([null, null, null, null, null, null]);
  });

  it('keeps changed options for later visits, and the others at their defaults', () => {
    TestBed.inject(SceneSettings).change({ strongest: Infinity, hideBelow: 0.25 });
    expect(kept()).toEqual(['all', null, '0.25', null, null, null]);
    TestBed.resetTestingModule();
    const settings = TestBed.inject(SceneSettings);
    expect(settings.options()).toEqual({
      strongest: Infinity,
      rankBy: 'contribution',
      hideBelow: 0.25,
      thickness: 2.2,
      storyPace: 'normal',
      lightFollows: 'answer',
    });
    settings.change({ strongest: 8, rankBy: 'weight', thickness: 3, storyPace: 'slow' });
    settings.change({ lightFollows: 'everything' });
    expect(settings.options().lightFollows).toBe('everything');
    expect(kept()).toEqual(['8', 'weight', '0.25', '3', 'slow', 'everything']);
  });

  it('resets everything on request', () => {
    const settings = TestBed.inject(SceneSettings);
    settings.change({ strongest: 1, rankBy: 'weight', hideBelow: 0.5, thickness: 4 });
    settings.change({ lightFollows: 'everything' });
    TestBed.inject(PersistedSettings).resetAll();
    expect(settings.options()).toEqual(DEFAULT_SCENE_OPTIONS);
    expect(kept()).toEqual([null, null, null, null, null, null]);
  });

  it('ignores stored values that another version or a person may have written', () => {
    for (const garbage of ['', ' ', 'NaN', '-1', '1e9', '7.5', 'null', '{}', 'Infinity']) {
      for (const name of NAMES) persist(name, garbage);
      TestBed.resetTestingModule();
      const { thickness, ...others } = TestBed.inject(SceneSettings).options();
      expect(others).withContext(garbage).toEqual({
        strongest: 24,
        rankBy: 'contribution',
        hideBelow: 0,
        storyPace: 'normal',
        lightFollows: 'answer',
      });
      expect(thickness).withContext(garbage).toBe(2.2);
    }
  });
});
