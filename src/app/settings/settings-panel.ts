import { Component, inject, viewChild } from '@angular/core';
import { LanguageSetting } from '../i18n/language-setting';
import { Phrases } from '../i18n/phrases';
import { Drawer } from '../ui/drawer';
import { AppearanceSettings } from './appearance-settings';
import { DrawingSettings } from './drawing-settings';
import { NetworkSettings } from './network-settings';
import { OverlaySetting } from './overlay-setting';
import { OverlaySettings } from './overlay-settings';
import { PanelFolds } from './panel-folds';
import { PenSettings } from './pen-settings';
import { PreparationSetting } from './preparation-setting';
import { SceneSettings } from './scene-settings';
import { TextSizeSetting } from './text-size-setting';
import { ThemeSetting } from './theme-setting';
import { WeightsSettings } from './weights-settings';

/** Everything that is chosen once, a component a section, and a way to forget it all. */
@Component({
  selector: 'app-settings-panel',
  imports: [
    AppearanceSettings,
    DrawingSettings,
    Drawer,
    NetworkSettings,
    OverlaySettings,
    WeightsSettings,
  ],
  templateUrl: './settings-panel.html',
  styleUrl: './settings-panel.css',
})
export class SettingsPanel {
  private readonly kept: readonly { forget(): void }[] = [
    inject(LanguageSetting),
    inject(ThemeSetting),
    inject(TextSizeSetting),
    inject(PreparationSetting),
    inject(PenSettings),
    inject(SceneSettings),
    inject(OverlaySetting),
    inject(PanelFolds),
  ];
  protected readonly say = inject(Phrases).say;

  private readonly drawer = viewChild.required(Drawer);

  open(): void {
    this.drawer().open();
  }

  protected reset(): void {
    for (const setting of this.kept) setting.forget();
  }
}
