import { computed, Service } from '@angular/core';
import { persistedChoice, persistedNumber } from '../../platform/persisted.ts';
import {
  DEFAULT_SCENE_OPTIONS,
  SCENE_BOUNDS,
  STRONGEST_CHOICES,
  type SceneOptions,
} from './meshes/scene-options.ts';

/** How all connections are kept: `Infinity` would be a strange thing to find in a storage. */
const ALL = 'all';

/** How the network is drawn: as designed until someone chooses otherwise, kept on this device. */
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
  private readonly hideBelow = keptOption('hideBelow');
  private readonly thickness = keptOption('thickness');
  private readonly pulseDurationMs = keptOption('pulseDurationMs', 'scene.waveDurationMs');

  readonly options = computed((): SceneOptions => {
    const strongest = this.strongest.value();
    return {
      strongest: strongest === ALL ? Infinity : Number(strongest),
      rankBy: this.rankBy.value(),
      hideBelow: this.hideBelow.value(),
      thickness: this.thickness.value(),
      pulseDurationMs: this.pulseDurationMs.value(),
    };
  });

  /** Takes what is given; the rest stays. */
  change(options: Partial<SceneOptions>): void {
    const { strongest, rankBy, hideBelow, thickness, pulseDurationMs } = options;
    if (strongest !== undefined) this.strongest.choose(textOf(strongest));
    if (rankBy !== undefined) this.rankBy.choose(rankBy);
    if (hideBelow !== undefined) this.hideBelow.choose(hideBelow);
    if (thickness !== undefined) this.thickness.choose(thickness);
    if (pulseDurationMs !== undefined) this.pulseDurationMs.choose(pulseDurationMs);
  }
}

function textOf(strongest: number): string {
  return strongest === Infinity ? ALL : String(strongest);
}

/** @param key where it is stored: a key must not change, or visitors lose their choice */
function keptOption(name: keyof typeof SCENE_BOUNDS, key = `scene.${name}`) {
  return persistedNumber(key, {
    ...SCENE_BOUNDS[name],
    fallback: DEFAULT_SCENE_OPTIONS[name],
  });
}
