import {
  afterRenderEffect,
  computed,
  contentChildren,
  Directive,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
} from '@angular/core';
import { nextRow } from './next-row.ts';

/** Some rows of a list. */
export interface RowRange {
  readonly start: number;
  /** The first one after them. */
  readonly end: number;
}

/**
 * A list with rows to focus (`appRovingRow`): one is reached with Tab, the others from there with the arrow keys. It
 * knows of rows that are not in the document, which CDK's key managers do not.
 */
@Directive({ selector: '[appRovingRows]', exportAs: 'rovingRows' })
export class RovingRows {
  /** How many rows there are, in the document or not. */
  readonly count = input.required<number>({ alias: 'appRovingRows' });
  /** The row, from 0, that the keyboard was at last. */
  readonly current = model.required<number>();
  /** Those in the document, where not all of them are. */
  readonly rendered = input<RowRange>();

  /** The keyboard goes to a row: where not all are in the document, this one is to be. */
  readonly wanted = output<number>();

  /** The row that Tab reaches: there has to be one among those in the document. */
  readonly tabStop = computed(() => {
    const { start, end } = this.rendered() ?? { start: 0, end: this.count() };
    return Math.max(start, Math.min(this.current(), end - 1));
  });

  private readonly rows = contentChildren(RovingRow, { descendants: true });
  private readonly awaited = signal<
    { readonly row: number; readonly preventScroll: boolean } | undefined
  >(undefined);

  constructor() {
    afterRenderEffect(() => {
      const awaited = this.awaited();
      if (!awaited) return;
      const row = this.find(awaited.row);
      if (!row) return;
      row.focus({ preventScroll: awaited.preventScroll });
      this.awaited.set(undefined);
    });
  }

  /**
   * Moves the keyboard to a row, the one where it was if none is named.
   * @param preventScroll whether the row is left where it is, in sight or not
   */
  focus(row = this.current(), preventScroll = false): void {
    this.current.set(row);
    if (!this.rendered()) {
      this.find(row)?.focus({ preventScroll });
      return;
    }
    if (!preventScroll) this.wanted.emit(row);
    // What a row stands for may be about to change: that is what is read out.
    this.awaited.set({ row, preventScroll });
  }

  /** Follows a key that was pressed in a row. */
  press(event: KeyboardEvent, row: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextRow(event.key, row, this.count());
    if (next === undefined) return;
    event.preventDefault();
    this.focus(next);
  }

  private find(row: number): RovingRow | undefined {
    return this.rows().find((candidate) => candidate.row() === row);
  }
}

/** A row of `appRovingRows`, such as a button. */
@Directive({
  selector: '[appRovingRow]',
  host: {
    '[attr.data-row]': 'row()',
    '[tabindex]': 'row() === rows.tabStop() ? 0 : -1',
    '(keydown)': 'rows.press($event, row())',
  },
})
export class RovingRow {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly rows = inject(RovingRows);

  /** Its place in the list, from 0. */
  readonly row = input.required<number>({ alias: 'appRovingRow' });

  focus(options: FocusOptions): void {
    this.element.focus(options);
  }
}
