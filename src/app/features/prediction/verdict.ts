import { NgTemplateOutlet } from '@angular/common';
import {
  afterRenderEffect,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Icon } from '../../ui/icon.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { namedDigit, type Saying } from '../../network/saying.ts';
import { VerdictMotion } from './verdict-motion.ts';

/** From this row on, the words stand above the numeral: below it they would leave the column. */
const FIRST_LOW_ROW = 6;

/**
 * The answer: a few words and one large figure. In a column with ten rows (a container named `answers`) the figure
 * stands on the row of its digit, elsewhere words and figure are a block.
 */
@Component({
  selector: 'app-verdict',
  templateUrl: './verdict.html',
  imports: [Icon, NgTemplateOutlet],
  styleUrls: ['./verdict.css', './verdict-column.css'],
  host: {
    '(click)': 'replayFrom($event)',
    '[class.replayable]': 'canReplay()',
    '[class.asking]': '!!question()',
  },
})
export class Verdict {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly saying = input.required<Saying>();
  /** The throttled saying, whose share is shown where it names the same digit: digits change at once. */
  readonly displayed = input.required<Saying>();
  /** Whether the pen is down. */
  readonly isDrawing = input(false);
  /** A question about the answer that can be answered; undefined for none. */
  readonly question = input<string>();
  /** Whether the way to the answer can be shown again. */
  readonly canReplay = input(false);

  /** Somebody asks the question. */
  readonly asked = output();
  /** Somebody wants to see the way to the answer again. */
  readonly replayed = output();

  protected readonly share = computed(() => {
    const [saying, displayed] = [this.saying(), this.displayed()];
    if (saying.kind !== 'digit') return '';
    const isSame = displayed.kind === 'digit' && displayed.digit === saying.digit;
    return this.figures.probability((isSame ? displayed : saying).probability);
  });
  /** The rows of two rivals, the upper one first. */
  protected readonly rows = computed((): readonly number[] => {
    const saying = this.saying();
    return saying.kind === 'unsure' ? [...saying.digits].sort((a, b) => a - b) : [];
  });

  private readonly ghost = viewChild.required<ElementRef<HTMLElement>>('ghost');
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  /** What is shown, without its numbers: only another one moves. */
  private readonly shown = computed(
    () => ({ kind: this.saying().kind, digit: namedDigit(this.saying()) }),
    { equal: (a, b) => a.kind === b.kind && a.digit === b.digit },
  );

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const motion = computed(() => new VerdictMotion(host, this.ghost().nativeElement));
    afterRenderEffect({
      write: () => {
        const { digit, kind } = this.shown();
        motion().follow(kind, digit, this.isMotionReduced() ? 'none' : this.manner());
      },
    });
  }

  /** The figure is a large target for pointers; for all others there is a button. */
  protected replayFrom({ target }: Event): void {
    if (this.canReplay() && target instanceof Element && target.closest('.figure')) {
      this.replayed.emit();
    }
  }

  protected isLow(digit: number): boolean {
    return digit >= FIRST_LOW_ROW;
  }

  private manner(): 'fade' | 'slide' {
    return this.isDrawing() ? 'fade' : 'slide';
  }
}
