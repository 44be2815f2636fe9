import { Component, computed, inject } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { RangeSetting } from '../../ui/range-setting.ts';
import { SCENE_BOUNDS, STRONGEST_CHOICES, type SceneOptions } from './meshes/scene-options.ts';
import { SceneSettings } from './scene-settings.ts';

/** Settings for the picture of the network; they apply immediately. */
@Component({
  selector: 'app-network-settings',
  imports: [RangeSetting, SegmentedChoice],
  templateUrl: './network-settings.html',
  styleUrl: './network-settings.css',
})
export class NetworkSettings {
  private readonly settings = inject(SceneSettings);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  protected readonly bounds = SCENE_BOUNDS;
  protected readonly lastStrongest = STRONGEST_CHOICES.length - 1;
  protected readonly rankings = computed((): readonly Segment<SceneOptions['rankBy']>[] => [
    { value: 'contribution', text: this.say('settings.byContribution') },
    { value: 'weight', text: this.say('settings.byWeight') },
  ]);
  protected readonly lights = computed((): readonly Segment<SceneOptions['lightFollows']>[] => [
    { value: 'answer', text: this.say('settings.lightAnswer') },
    { value: 'everything', text: this.say('settings.lightEverything') },
  ]);
  protected readonly paces = computed((): readonly Segment<SceneOptions['storyPace']>[] => [
    { value: 'off', text: this.say('settings.storyOff') },
    { value: 'normal', text: this.say('settings.storyNormal') },
    { value: 'slow', text: this.say('settings.storySlow') },
  ]);
  protected readonly options = this.settings.options;
  /** Index among the choices. */
  protected readonly strongest = computed(() =>
    STRONGEST_CHOICES.indexOf(this.options().strongest),
  );
  protected readonly texts = computed(() => {
    const { strongest, hideBelow, thickness } = this.options();
    const { count, share } = this.figures;
    return {
      strongest: strongest === Infinity ? this.say('settings.allConnections') : count(strongest),
      hideBelow: share(hideBelow),
      thickness: this.say('settings.pixels', { pixels: count(thickness) }),
    };
  });

  protected change(options: Partial<SceneOptions>): void {
    this.settings.change(options);
  }

  protected chooseStrongest(index: number): void {
    const strongest = STRONGEST_CHOICES[index];
    if (strongest !== undefined) this.settings.change({ strongest });
  }
}
