import { Component, inject, viewChild } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Drawer } from '../../ui/drawer.ts';
import { AppearanceSettings } from './appearance-settings.ts';
import { DrawingSettings } from '../../features/drawing/drawing-settings.ts';
import { NetworkSettings } from '../../features/scene/network-settings.ts';
import { OverlaySettings } from '../../features/overlay/overlay-settings.ts';
import { PersistedSettings } from '../../platform/persisted.ts';
import { WeightsSetting } from '../../features/library/weights-setting.ts';
import { WeightsSettings } from '../../features/library/weights-settings.ts';

/** All settings, one component per section, and a button that resets them. */
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
  protected readonly settings = inject(PersistedSettings);
  protected readonly weights = inject(WeightsSetting);
  protected readonly say = inject(Phrases).say;

  private readonly drawer = viewChild.required(Drawer);

  open(): void {
    this.drawer().open();
  }
}
