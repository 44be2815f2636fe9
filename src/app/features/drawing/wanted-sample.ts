import type { Drawing } from '#model';
import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { DrawingStore } from './drawing-store.ts';
import { SampleDigits, sampleReason } from './sample-digits.ts';

/** A digit that was asked for before there were samples, and the drawing that was there. */
interface SampleRequest {
  readonly digit: number;
  readonly drawing: Drawing;
}

/** Puts a sample of a digit on the paper: at once, or when samples have come, unless something was drawn meanwhile. */
@Service({ autoProvided: false })
export class WantedSample {
  private readonly store = inject(DrawingStore);
  private readonly samples = inject(SampleDigits);
  private readonly say = inject(Phrases).say;

  private readonly request = signal<SampleRequest | undefined>(undefined);
  /** The digit whose sample is still to come; none once the drawing has changed. */
  private readonly requested = computed(() => {
    const request = this.request();
    return request?.drawing === this.store.drawing() ? request.digit : undefined;
  });
  /** Why there is no sample yet of the digit that was asked for. */
  readonly note = computed(() =>
    this.requested() === undefined ? undefined : sampleReason(this.samples.state(), this.say),
  );

  constructor() {
    effect(() => {
      const digit = this.requested();
      if (digit === undefined || this.samples.state().kind !== 'ready') return;
      untracked(() => {
        this.show(digit);
      });
    });
  }

  show(digit: number): void {
    const image = this.samples.any(digit);
    this.request.set(image ? undefined : { digit, drawing: this.store.drawing() });
    if (image) this.store.dispatch({ kind: 'picture', raster: image });
    else void this.samples.load();
  }
}
