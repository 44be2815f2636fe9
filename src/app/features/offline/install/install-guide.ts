import { Component, inject } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { Icon } from '../../../ui/icon.ts';
import { DeviceStorage } from './device-storage.ts';
import { InstallPrompt } from './install-prompt.ts';

/** How to install the app: a button if the browser supports it, otherwise instructions. */
@Component({
  selector: 'app-install-guide',
  imports: [Icon],
  templateUrl: './install-guide.html',
  styleUrl: './install-guide.css',
})
export class InstallGuide {
  private readonly prompt = inject(InstallPrompt);
  private readonly storage = inject(DeviceStorage);
  protected readonly say = inject(Phrases).say;

  protected readonly way = this.prompt.way;

  protected async install(): Promise<void> {
    await this.prompt.ask();
    if (this.way() === 'installed') await this.storage.protect();
  }
}
