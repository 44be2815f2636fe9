import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { nextRow } from '../../ui/next-row.ts';

/** Height of a row, CSS pixels: a target for fingers. */
const ROW_HEIGHT = 44;

/**
 * Contributions as rows with bars, only those rendered that can be seen. One row is reached with Tab,
 * the others from there with the arrow keys.
 */
@Component({
  selector: 'app-contribution-list',
  imports: [CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport],
  templateUrl: './contribution-list.html',
  styleUrl: './contribution-list.css',
})
export class ContributionList {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly signed = inject(Figures).signed;

  /** Accessible name. */
  readonly name = input.required<string>();
  /** What each neuron of the other layer adds or is given. */
  readonly terms = input.required<Float64Array>();
  /** Places of the terms, in the order of the rows. */
  readonly order = input.required<Uint32Array>();
  /** What the neuron at a place is called. */
  readonly nameOf = input.required<(place: number) => string>();
  /** Rows from this one on belong to connections that are not drawn. */
  readonly shown = input(Infinity);

  /** The neuron of a row was picked, by its place. */
  readonly pick = output<number>();

  protected readonly rowHeight = ROW_HEIGHT;
  protected readonly rows = computed(() => Array.from(this.order()));
  protected readonly strongest = computed(
    () => Math.abs(this.terms()[this.order()[0] ?? -1] ?? 0) || 1,
  );
  private readonly rendered = signal({ start: 0, end: 0 });
  /** The row that the keyboard was at last. */
  private readonly current = linkedSignal({
    source: () => this.rows().length,
    computation: (count, previous?: { value: number }) =>
      Math.max(0, Math.min(previous?.value ?? 0, count - 1)),
  });
  /** The row that Tab reaches: there has to be one among those that are rendered. */
  protected readonly tabStop = computed(() => {
    const { start, end } = this.rendered();
    return Math.max(start, Math.min(this.current(), end - 1));
  });
  private readonly rowToFocus = signal<
    { readonly row: number; readonly preventScroll: boolean } | undefined
  >(undefined);
  private readonly viewport = viewChild.required(CdkVirtualScrollViewport);

  constructor() {
    effect((onCleanup) => {
      const subscription = this.viewport().renderedRangeStream.subscribe((range) => {
        this.rendered.set(range);
      });
      onCleanup(() => {
        subscription.unsubscribe();
      });
    });
    afterRenderEffect(() => {
      this.rendered();
      const wanted = this.rowToFocus();
      if (!wanted) return;
      const button = this.host.querySelector<HTMLElement>(`[data-row="${wanted.row}"]`);
      if (!button) return;
      button.focus({ preventScroll: wanted.preventScroll });
      this.rowToFocus.set(undefined);
    });
  }

  /** Moves the keyboard to the first row, without scrolling there. */
  focusFirst(): void {
    this.focusRow(0, true);
  }

  protected press(event: KeyboardEvent, row: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextRow(event.key, row, this.rows().length);
    if (next === undefined) return;
    event.preventDefault();
    this.focusRow(next);
  }

  /** Rows are places in the list: what they stand for changes with every stroke. */
  protected byRow(row: number): number {
    return row;
  }

  protected strengthOf(term: number): number {
    return Math.abs(term) / this.strongest();
  }

  private focusRow(row: number, preventScroll = false): void {
    this.current.set(row);
    const viewport = this.viewport();
    const { start, end } = viewport.getRenderedRange();
    if (!preventScroll && (row < start || row >= end)) {
      // The viewport knows rows, not where in its scrolling element they begin.
      viewport.scrollToOffset(row * ROW_HEIGHT + viewport.measureViewportOffset());
    }
    this.rowToFocus.set({ row, preventScroll });
  }
}
