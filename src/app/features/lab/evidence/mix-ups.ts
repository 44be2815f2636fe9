import { Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import {
  confusion,
  mostMixedUp,
  rowCount,
  type ConfusionCell,
} from '../../../network/lab/evidence/confusion.ts';
import type { TestAnswers } from '../../../network/lab/shared/test-answers.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { DigitList } from './digit-list.ts';
import { DigitNames } from './digit-names.ts';
import { DigitPicture } from './digit-picture.ts';
import { nextCell, type CellPlace } from './next-cell.ts';

const CLASSES = 10;
/** Sides of pictures in a cell of 44: the least, and how much more the commonest mix-up has. */
const [CELL, LEAST_SIDE, MORE_SIDE] = [44, 10, 32];
/** A cell of thousands that were read right would not end. */
const MOST_SHOWN = 60;

/** What was read as what at a moment: a table of the digits themselves, whose cells open. */
@Component({
  selector: 'app-mix-ups',
  imports: [DigitList, DigitPicture],
  templateUrl: './mix-ups.html',
  styleUrl: './mix-ups.css',
  host: { role: 'group', '[attr.aria-label]': "say('lab.viewMixUps')" },
})
export class MixUps {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly names = inject(DigitNames);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly digits = input.required<TestDigits>();
  /** What was answered at the moment that is looked at. */
  readonly test = input.required<TestAnswers>();
  /** How many of the test digits are open, from the first on. */
  readonly open = input.required<number>();
  /** The digit that lies on the paper. */
  readonly onPaper = input<number>();
  /** A digit is to be laid on the paper. */
  readonly chosen = output<number>();

  protected readonly hasNumbers = signal(false);
  /** The cell that Tab reaches. */
  protected readonly current = signal<CellPlace>([0, 0]);
  private readonly asked = signal<CellPlace | undefined>(undefined);
  /** Whether somebody has opened a cell; else the commonest mix-up is open where there is room. */
  protected readonly isAsked = computed(() => this.asked() !== undefined);

  private readonly matrix = computed(() =>
    confusion(this.test(), this.digits().labels, this.open()),
  );
  private readonly most = computed(() => mostMixedUp(this.matrix()));
  protected readonly rows = computed(() =>
    this.matrix().map((row) => row.map((cell) => this.shown(cell))),
  );
  protected readonly opened = computed(() => {
    const [matrix, asked] = [this.matrix(), this.asked()];
    const cell = asked
      ? matrix[asked[0]]?.[asked[1]]
      : matrix.flat().find((one) => isMistake(one) && one.digits.length === this.most());
    if (!cell) return undefined;
    const { label, answer, digits } = cell;
    const ofThem = rowCount(matrix[label]);
    const all = this.figures.count(ofThem);
    const title = isMistake(cell)
      ? this.say('evidence.readAs', { label, answer })
      : this.say('evidence.readRight', { label });
    const labels = this.names.counted(label, ofThem);
    const detail = this.say('evidence.ofThem', { count: digits.length, all, labels });
    const shown = this.names.mistakes(digits.slice(0, MOST_SHOWN), this.digits(), this.test());
    return { label, answer, title, detail, shown, more: digits.length - shown.length };
  });
  protected readonly columns = Array.from({ length: CLASSES }, (_, digit) => digit);

  protected isCurrent(row: number, column: number): boolean {
    const [currentRow, currentColumn] = this.current();
    return row === currentRow && column === currentColumn;
  }

  protected isOpened(row: number, column: number): boolean {
    const opened = this.opened();
    return opened?.label === row && opened.answer === column;
  }

  protected openCell(row: number, column: number): void {
    this.current.set([row, column]);
    this.asked.set([row, column]);
  }

  /** On phones, back to the whole table. */
  protected close(): void {
    this.asked.set(undefined);
  }

  protected press(event: KeyboardEvent, row: number, column: number): void {
    if (event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.openCell(row, column);
      return;
    }
    const next = nextCell(event, [row, column], CLASSES);
    if (!next) return;
    event.preventDefault();
    this.current.set(next);
    this.host.querySelector<HTMLElement>(`[data-cell="${next[0]}-${next[1]}"]`)?.focus();
  }

  private shown(cell: ConfusionCell) {
    const { label, answer, digits } = cell;
    const count = digits.length;
    const share = count / Math.max(1, this.most());
    const words = { count, label: this.names.counted(label, count) };
    return {
      ...{ label, answer, count, isMistake: isMistake(cell), picture: digits[0] },
      text: this.figures.count(count),
      side: (LEAST_SIDE + MORE_SIDE * Math.sqrt(share)) / CELL,
      name: isMistake(cell)
        ? this.say('evidence.cell', { ...words, answer: this.names.counted(answer, count) })
        : this.say('evidence.cellRight', words),
    };
  }
}

function isMistake({ label, answer }: ConfusionCell): boolean {
  return label !== answer;
}
