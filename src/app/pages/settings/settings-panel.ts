import { Component, inject, viewChild } from '@angular/core';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Drawer } from '../../ui/drawer.ts';
import { AppearanceSettings } from './appearance-settings.ts';
import { DrawingSettings } from '../../features/drawing/drawing-settings.ts';
import { NetworkSettings } from '../../features/scene/network-settings.ts';
import { OverlaySetting } from '../../features/overlay/overlay-setting.ts';
import { OverlaySettings } from '../../features/overlay/overlay-settings.ts';
import { PanelFolds } from '../../layout/panel-folds.ts';
import { PenSettings } from '../../features/drawing/pen-settings.ts';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { TextSizeSetting } from '../../platform/text-size-setting.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import { WeightsSettings } from '../../features/library/weights-settings.ts';

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
