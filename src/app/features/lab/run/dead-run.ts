import { inkShares } from '#model';
import { Component, computed, inject, input, output } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { LabEvent } from '../../../network/lab/shared/lab-protocol.ts';
import { Icon } from '../../../ui/icon.ts';
import { PaperImage } from '../../../ui/paper-image.ts';

/** Says that a run learns nothing any more, in the place of the answers: proofs, the reason, and a way back. */
@Component({
  selector: 'app-dead-run',
  imports: [Icon, PaperImage],
  templateUrl: './dead-run.html',
  styleUrl: './dead-run.css',
  host: { role: 'alert' },
})
export class DeadRun {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly death = input.required<Omit<Extract<LabEvent, { kind: 'dead' }>, 'kind'>>();
  /** The rate it died with. */
  readonly rate = input.required<number>();
  /** Whether another rate cannot be chosen. */
  readonly isRateFixed = input(false);
  /** Learn again, with this rate. */
  readonly again = output<number>();

  protected readonly answer = computed(() => {
    const { diagnosis } = this.death();
    return diagnosis.kind === 'same-answer' ? diagnosis.digit : undefined;
  });
  protected readonly proofs = computed(() =>
    this.death().proofs.map(({ image, label }) => ({
      ink: inkShares(image),
      label,
    })),
  );
  protected readonly why = computed(() =>
    this.say('lab.overshoots', { rate: this.figures.exact(this.rate()) }),
  );
  protected readonly wayBack = computed(() =>
    this.say('lab.gentler', { rate: this.figures.exact(this.death().gentlerRate) }),
  );
}
