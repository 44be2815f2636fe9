import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';

/** What pushes each output up or down in a step, level with the rows of the answers. */
@Component({
  selector: 'app-step-pushes',
  template: `
    <ol translate="no">
      @for (push of rows(); track $index) {
        <li [class.up]="push.isUp" [class.down]="!push.isUp" [style.--size]="push.size">
          @if (push.text) {
            <span class="arrow" aria-hidden="true"></span>
            <span aria-hidden="true">{{ push.text }}</span>
            <span class="visually-hidden">{{ push.spoken }}</span>
          }
        </li>
      }
    </ol>
    <p>{{ say('lab.push') }}</p>
  `,
  styleUrl: './step-pushes.css',
})
export class StepPushes {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  /** `[10]`; positive is up. */
  readonly pushes = input.required<Float32Array>();

  protected readonly rows = computed(() =>
    Array.from(this.pushes(), (push) => {
      const size = Math.abs(push);
      const amount = this.figures.decimal(size);
      const isUp = push > 0;
      return {
        ...{ isUp, size },
        text: size < 0.005 ? '' : amount,
        spoken: this.say(isUp ? 'lab.up' : 'lab.down', { amount }),
      };
    }),
  );
}
