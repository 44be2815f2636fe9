import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
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

  private readonly address = viewChild.required<ElementRef<HTMLInputElement>>('address');
  protected readonly isAddressEmpty = signal(true);

  /** Back to the weights that come with the app. */
  reset(): void {
    this.address().nativeElement.value = '';
    void this.weights.useDefault();
  }

  protected useFiles(input: HTMLInputElement): void {
    void this.weights.useFiles(Array.from(input.files ?? []));
    // So that choosing the same files again fires `change`.
    input.value = '';
  }

  protected use(address: string): void {
    void this.weights.use(address);
  }
}
