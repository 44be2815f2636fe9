import { Component, computed, inject, signal } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { LabService } from '../../../network/lab/client/lab-service.ts';
import { WeightsFailure } from '../../../network/weights/client/weights-failure.ts';
import { FileSaver } from '../../../platform/file-saver.ts';
import { WritingHand } from './writing-hand.ts';

/** What can be done with own digits that are written: they are saved as a file, or all deleted, which is asked once more. */
@Component({
  selector: 'app-own-actions',
  template: `
    <p>{{ say('own.stay') }}</p>
    <button
      type="button"
      class="pill-button"
      [attr.aria-pressed]="hand.isLeft()"
      (click)="hand.toggle()"
    >
      {{ say('own.leftHand') }}
    </button>
    @if (count() > 0) {
      <button type="button" class="pill-button" data-part="save-own" (click)="save()">
        {{ say('own.save') }}
      </button>
      @if (isAsking()) {
        <span class="asked" role="group" [attr.aria-label]="question()">
          <span>{{ question() }}</span>
          <button
            type="button"
            class="pill-button danger"
            data-part="delete-own"
            (click)="delete()"
          >
            {{ say('own.delete') }}
          </button>
          <button type="button" class="pill-button" (click)="isAsking.set(false)">
            {{ say('own.keep') }}
          </button>
        </span>
      } @else {
        <button type="button" class="pill-button" data-part="ask-own" (click)="isAsking.set(true)">
          {{ say('own.deleteAll') }}
        </button>
      }
    }
    <p role="status">{{ message() }}</p>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px calc(12 * var(--px));
      color: var(--text-quiet);
      font-size: max(0.9375rem, 15 * var(--px));
    }

    p {
      margin: 0;
    }

    .asked {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }

    .danger {
      color: var(--danger);
    }

    [aria-pressed='true'] {
      outline: 2px solid var(--text);
      outline-offset: -2px;
    }
  `,
})
export class OwnActions {
  private readonly own = inject(LabService).own;
  private readonly saver = inject(FileSaver);
  protected readonly hand = inject(WritingHand);
  protected readonly say = inject(Phrases).say;

  protected readonly count = computed(() => this.own.here()?.count ?? 0);
  protected readonly isAsking = signal(false);
  protected readonly question = computed(() => this.say('own.sure', { count: this.count() }));
  protected readonly message = signal('');
  /** Written, and waiting for another tap: a share sheet opens only shortly after one. */
  private waiting: { readonly file: File; readonly of: unknown } | undefined;

  protected async save(): Promise<void> {
    this.message.set('');
    const of = this.own.here();
    const isLastTry = this.waiting?.of === of;
    try {
      const file = isLastTry && this.waiting ? this.waiting.file : await this.own.write();
      const outcome = await this.saver.save([file], isLastTry);
      this.waiting = outcome === 'expired' ? { file, of } : undefined;
      if (outcome === 'expired') this.message.set(this.say('own.again'));
    } catch (error) {
      this.failed(error);
    }
  }

  protected async delete(): Promise<void> {
    this.isAsking.set(false);
    try {
      await this.own.deleteAll();
      this.message.set(this.say('own.deleted'));
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof WeightsFailure)) throw error;
    this.message.set(this.say('own.failed', { message: error.message }));
  }
}
