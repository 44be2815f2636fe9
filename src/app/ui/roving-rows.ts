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

/** A range of rows in a list. */
export interface RowRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * A list of rows that take the focus (`appRovingRow`): Tab reaches one of them, the arrow keys lead to the others.
 * Unlike CDK's key managers it supports rows that are not in the document.
 */
@Directive({ selector: '[appRovingRows]', exportAs: 'rovingRows' })
export class RovingRows {
  /** The number of rows, in the document or not. */
  readonly count = input.required<number>({ alias: 'appRovingRows' });
  /** The row (from 0) that had the focus last. */
  readonly current = model.required<number>();
  /** The rows in the document, if not all of them are. */
  readonly rendered = input<RowRange>();

  /** The focus moves to this row: if not all rows are in the document, render this one. */
  readonly wanted = output<number>();

  /** The row that Tab reaches; always one of those in the document. */
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
   * Moves the focus to a row, by default to the one that had it last.
   * @param preventScroll whether to leave the row where it is, even out of sight
   */
  focus(row = this.current(), preventScroll = false): void {
    this.current.set(row);
    if (!this.rendered()) {
      this.find(row)?.focus({ preventScroll });
      return;
    }
    if (!preventScroll) this.wanted.emit(row);
    // Focus it after rendering: what the row shows may be about to change, and screen readers read it out.
    this.awaited.set({ row, preventScroll });
  }

  /** Handles a key that was pressed in a row. */
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

/** A row of `appRovingRows`, for example a button. */
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

  /** Its index in the list, from 0. */
  readonly row = input.required<number>({ alias: 'appRovingRow' });

  focus(options: FocusOptions): void {
    this.element.focus(options);
  }
}
