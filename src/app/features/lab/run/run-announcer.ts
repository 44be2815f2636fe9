import { Component, computed, inject, input } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { CurvePoint } from '../../../network/lab/shared/curve.ts';
import type { Phase } from '../../../network/lab/shared/lab-protocol.ts';
import type { Guess } from '../curve/guess-flag.ts';

/** Says at each doubling what was measured, and at the end how it went. */
@Component({
  selector: 'app-run-announcer',
  template: `<p class="visually-hidden" aria-live="polite">{{ text() }}</p>`,
})
export class RunAnnouncer {
  private readonly say = inject(Phrases).say;

  /** What was measured at the last milestone. */
  readonly point = input.required<CurvePoint | undefined>();
  readonly phase = input.required<Phase | undefined>();
  readonly guess = input<Guess>();
  /** What the run has shown, where it was an experiment. */
  readonly finding = input('');

  protected readonly text = computed(() => {
    const [point, finding] = [this.point(), this.finding()];
    if (!point || point.images === 0) return '';
    const right = Math.round(point.accuracy * 100);
    const { mine } = point;
    const own = mine
      ? ` ${this.say('lab.mineSpoken', { right: mine.right, all: mine.tested })}`
      : '';
    if (this.phase()?.kind !== 'ended') {
      return `${this.say('lab.spoken', { count: point.images, right })}${own}`;
    }
    const guess = this.guess();
    const isMore = typeof guess === 'number' && right > guess;
    const passed = isMore ? this.say('lab.passed') : '';
    return [`${this.say('lab.ended', { right })}${own}`, passed, finding].filter(Boolean).join(' ');
  });
}
