import { isBlankDrawing, type Drawing } from '#model';
import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Demonstration } from '../../../features/drawing/demonstration.ts';
import { DigitPad } from '../../../features/drawing/digit-pad.ts';
import { historyStepOf, paperCommandOf } from '../../../features/drawing/drawing-keys.ts';
import { DrawingStore } from '../../../features/drawing/drawing-store.ts';
import { HistoryKeys } from '../../../features/drawing/history-keys.ts';
import { OwnActions } from '../../../features/lab/own/own-actions.ts';
import { OwnWritten } from '../../../features/lab/own/own-written.ts';
import { WritingHand } from '../../../features/lab/own/writing-hand.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { LabService } from '../../../network/lab/client/lab-service.ts';
import { askedDigit, MOST_OWN } from '../../../network/lab/shared/own-digits.ts';
import { WeightsFailure } from '../../../network/weights/client/weights-failure.ts';
import { Icon } from '../../../ui/icon.ts';
import { PageDialog } from '../../../ui/page-dialog.ts';

/**
 * Where own digits are written, one after the other: which one is asked for before it is written. Its paper is not the
 * page's. Create it when it is needed for the first time: it opens at once.
 */
@Component({
  selector: 'app-own-digits',
  imports: [DigitPad, Icon, OwnActions, OwnWritten, PageDialog],
  providers: [DrawingStore, Demonstration, HistoryKeys],
  templateUrl: './own-digits-dialog.html',
  styleUrl: './own-digits-dialog.css',
})
export class OwnDigitsDialog {
  private readonly store = inject(DrawingStore);
  protected readonly own = inject(LabService).own;
  protected readonly hand = inject(WritingHand);
  protected readonly say = inject(Phrases).say;

  /** Whether the recipe can be changed now. */
  readonly canLearn = input.required<boolean>();
  /** The next run is to learn from own digits. */
  readonly learned = output();

  private readonly dialog = viewChild.required(PageDialog);
  private readonly pad = viewChild(DigitPad);
  protected readonly headingId = 'own-digits';
  /** Digits that are written, but not kept yet. */
  private readonly onTheirWay = signal(0);
  protected readonly problem = signal('');

  protected readonly count = computed(() => this.own.here()?.count ?? 0);
  protected readonly asked = computed(() => askedDigit(this.count() + this.onTheirWay()));
  protected readonly isBlank = computed(() => isBlankDrawing(this.store.drawing()));
  protected readonly isFull = computed(() => this.count() + this.onTheirWay() >= MOST_OWN);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const press = (event: KeyboardEvent): void => {
      if (this.dialog().isOpen()) this.press(event);
    };
    // Before the page's own paper hears of it.
    window?.addEventListener('keydown', press, { capture: true });
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('keydown', press, { capture: true });
    });
  }

  open(): void {
    this.dialog().open();
  }

  /** Keeps what is on the paper, and asks for the next one at once: nobody waits for storage. */
  protected async next(): Promise<void> {
    const drawing = this.store.drawing();
    if (isBlankDrawing(drawing) || this.isFull()) return;
    const asked = this.asked();
    this.problem.set('');
    this.store.dispatch({ kind: 'reset' });
    this.pad()?.focus();
    this.onTheirWay.update((count) => count + 1);
    try {
      await this.own.add(asked, drawing);
    } catch (error) {
      this.failed(error);
      if (this.isBlank()) this.store.dispatch({ kind: 'reset', drawing });
    }
    this.onTheirWay.update((count) => count - 1);
  }

  /** Takes back the last stroke; from an empty paper, the last digit, whose strokes come back. */
  protected async undo(): Promise<void> {
    this.problem.set('');
    if (!this.isBlank()) {
      const before = this.store.drawing();
      this.store.dispatch({ kind: 'undo' });
      // One that came back has no history: it goes stroke by stroke.
      if (this.store.drawing() === before) this.put({ strokes: before.strokes.slice(0, -1) });
      return;
    }
    try {
      const taken = await this.own.takeBack();
      if (taken && this.isBlank()) this.put(taken);
    } catch (error) {
      this.failed(error);
    }
  }

  protected learn(): void {
    this.dialog().close();
    this.learned.emit();
  }

  private put(drawing: Drawing): void {
    this.store.dispatch({ kind: 'reset', drawing });
  }

  private press(event: KeyboardEvent): void {
    const step = historyStepOf(event);
    const isOnPaper = event.target === this.pad()?.element;
    if (step === 'undo') void this.undo();
    else if (step === 'redo') this.store.dispatch({ kind: 'redo' });
    else if (isOnPaper && event.key === 'Enter') void this.next();
    // No digit of the examples is one's own.
    else if (!isOnPaper || paperCommandOf(event)?.kind !== 'sample') return;
    event.preventDefault();
    event.stopPropagation();
  }

  private failed(error: unknown): void {
    if (!(error instanceof WeightsFailure)) throw error;
    const isFull = error.failure.storage === 'full';
    this.problem.set(
      isFull ? this.say('own.noRoom') : this.say('own.failed', { message: error.message }),
    );
  }
}
