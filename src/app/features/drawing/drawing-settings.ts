import { Component, computed, inject } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { BRUSH_BOUNDS, PenSettings } from './pen-settings.ts';
import { PreparationSetting } from './preparation-setting.ts';
import { RangeSetting } from '../../ui/range-setting.ts';

/** Settings of the pen, of the paper, and of how a drawing is prepared for the network. */
@Component({
  selector: 'app-drawing-settings',
  imports: [RangeSetting],
  templateUrl: './drawing-settings.html',
  styleUrl: './drawing-settings.css',
})
export class DrawingSettings {
  private readonly preparation = inject(PreparationSetting);
  private readonly pen = inject(PenSettings);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  protected readonly bounds = BRUSH_BOUNDS;
  protected readonly brush = this.pen.brush;
  protected readonly texts = computed(() => ({
    size: this.say('settings.pixels', { pixels: this.figures.count(this.brush().size) }),
    strength: this.figures.share(this.brush().strength),
  }));
  protected readonly switches = computed(() => [
    {
      id: 'fitted',
      isOn: this.preparation.isPrepared(),
      name: this.say('settings.fitted'),
      meaning: this.say('settings.fittedMeaning'),
      toggle: () => {
        this.preparation.toggle();
      },
    },
    {
      id: 'palm',
      isOn: this.pen.isPalmIgnored(),
      name: this.say('brush.palm'),
      meaning: this.say('brush.palmMeaning'),
      toggle: () => {
        this.pen.togglePalm();
      },
    },
    {
      id: 'grid',
      isOn: this.pen.isGridShown(),
      name: this.say('brush.grid'),
      meaning: this.say('brush.gridMeaning'),
      toggle: () => {
        this.pen.toggleGrid();
      },
    },
  ]);

  protected changeSize(size: number): void {
    this.pen.change({ size });
  }

  protected changeStrength(strength: number): void {
    this.pen.change({ strength });
  }
}
