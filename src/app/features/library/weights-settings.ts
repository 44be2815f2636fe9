import { Component, computed, inject } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { WeightsSetting } from './weights-setting.ts';

/** Chooses the export that the network's weights come from. */
@Component({
  selector: 'app-weights-settings',
  templateUrl: './weights-settings.html',
  styleUrl: './weights-settings.css',
})
export class WeightsSettings {
  protected readonly weights = inject(WeightsSetting);
  protected readonly say = inject(Phrases).say;

  protected readonly canUse = computed(
    () => this.weights.typed().trim() !== '' && !this.weights.isBusy(),
  );

  protected readAddress({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.weights.typed.set(target.value);
  }

  protected useFiles({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    void this.weights.useFiles(Array.from(target.files ?? []));
    // So that choosing the same files again fires `change`.
    target.value = '';
  }
}
