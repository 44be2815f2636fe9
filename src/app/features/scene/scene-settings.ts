import { computed, Service } from '@angular/core';
import { persistedChoice, persistedNumber } from '../../platform/persisted.ts';
import {
  DEFAULT_SCENE_OPTIONS,
  SCENE_BOUNDS,
  STRONGEST_CHOICES,
  type SceneOptions,
} from './meshes/scene-options.ts';
import type { StoryPace } from './story/story-at.ts';

/** How "all connections" is stored, in place of `Infinity`. */
const ALL = 'all';

/** How the network is drawn: the defaults until the user changes them, stored on this device. */
@Service()
export class SceneSettings {
  private readonly strongest = persistedChoice<string>('scene.strongest', {
    isValid: (text): text is string => STRONGEST_CHOICES.map(textOf).includes(text),
    fallback: textOf(DEFAULT_SCENE_OPTIONS.strongest),
  });
  private readonly rankBy = persistedChoice<SceneOptions['rankBy']>('scene.rankBy', {
    isValid: (text) => text === 'contribution' || text === 'weight',
    fallback: DEFAULT_SCENE_OPTIONS.rankBy,
  });
  private readonly lightFollows = persistedChoice<SceneOptions['lightFollows']>('scene.light', {
    isValid: (text) => text === 'answer' || text === 'everything',
    fallback: DEFAULT_SCENE_OPTIONS.lightFollows,
  });
  private readonly hideBelow = keptOption('hideBelow');
  private readonly thickness = keptOption('thickness');
  private readonly storyPace = persistedChoice<StoryPace>('scene.story', {
    isValid: (text) => text === 'off' || text === 'normal' || text === 'slow',
    fallback: DEFAULT_SCENE_OPTIONS.storyPace,
  });

  readonly options = computed((): SceneOptions => {
    const strongest = this.strongest.value();
    return {
      strongest: strongest === ALL ? Infinity : Number(strongest),
      rankBy: this.rankBy.value(),
      hideBelow: this.hideBelow.value(),
      thickness: this.thickness.value(),
      storyPace: this.storyPace.value(),
      lightFollows: this.lightFollows.value(),
    };
  });

  /** Changes the given options and leaves the others as they are. */
  change(options: Partial<SceneOptions>): void {
    const { strongest, rankBy, hideBelow, thickness, storyPace, lightFollows } = options;
    if (strongest !== undefined) this.strongest.choose(textOf(strongest));
    if (lightFollows !== undefined) this.lightFollows.choose(lightFollows);
    if (rankBy !== undefined) this.rankBy.choose(rankBy);
    if (hideBelow !== undefined) this.hideBelow.choose(hideBelow);
    if (thickness !== undefined) this.thickness.choose(thickness);
    if (storyPace !== undefined) this.storyPace.choose(storyPace);
  }
}

function textOf(strongest: number): string {
  return strongest === Infinity ? ALL : String(strongest);
}

function keptOption(name: keyof typeof SCENE_BOUNDS) {
  return persistedNumber(`scene.${name}`, {
    ...SCENE_BOUNDS[name],
    fallback: DEFAULT_SCENE_OPTIONS[name],
  });
}
