import { Component, inject, viewChild } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Drawer } from '../../ui/drawer.ts';
import { AppearanceSettings } from './appearance-settings.ts';
import { DrawingSettings } from '../../features/drawing/drawing-settings.ts';
import { NetworkSettings } from '../../features/scene/network-settings.ts';
import { OverlaySettings } from '../../features/overlay/overlay-settings.ts';
import { PersistedSettings } from '../../platform/persisted.ts';
import { ExportChoice } from '../../network/weights/client/export-choice.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import { DEFAULT_MANIFEST } from '../../network/weights/shared/default-manifest.ts';

/** All settings, one component per section, and a button that resets them. */
@Component({
  selector: 'app-settings-panel',
  imports: [AppearanceSettings, DrawingSettings, Drawer, NetworkSettings, OverlaySettings],
  templateUrl: './settings-panel.html',
  styleUrl: './settings-panel.css',
})
export class SettingsPanel {
  private readonly settings = inject(PersistedSettings);
  private readonly weights = inject(WeightsService);
  private readonly choice = inject(ExportChoice);
  protected readonly say = inject(Phrases).say;

  private readonly drawer = viewChild.required(Drawer);

  open(): void {
    this.drawer().open();
  }

  /** Sets everything back, the network that reads included; the others stay in the library. */
  protected reset(): void {
    const own = this.choice.resolve(DEFAULT_MANIFEST);
    this.settings.resetAll();
    this.choice.remember(own);
    // If it does not arrive, the weights on screen stay, as ever; the next visit begins with it.
    if (this.weights.set()?.url !== own) this.weights.use(own).catch(() => undefined);
  }
}
