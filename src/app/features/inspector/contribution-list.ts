import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { RovingRow, RovingRows, type RowRange } from '../../ui/roving-rows.ts';

/** Height of a row, CSS pixels: a target for fingers. */
const ROW_HEIGHT = 44;

/** Contributions as rows with bars; only the visible rows are rendered. */
@Component({
  selector: 'app-contribution-list',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    RovingRow,
    RovingRows,
  ],
  templateUrl: './contribution-list.html',
  styleUrl: './contribution-list.css',
})
export class ContributionList {
  protected readonly signed = inject(Figures).signed;

  /** Accessible name. */
  readonly name = input.required<string>();
  /** One contribution per neuron of the other layer. */
  readonly terms = input.required<Float64Array>();
  /** Indexes into `terms`, in the order of the rows. */
  readonly order = input.required<Uint32Array>();
  /** Name of the neuron with an index. */
  readonly nameOf = input.required<(neuron: number) => string>();
  /** Index of the first row whose connection the picture does not draw. */
  readonly shown = input(Infinity);

  /** The neuron of a row was picked: its index. */
  readonly pick = output<number>();

  protected readonly rowHeight = ROW_HEIGHT;
  protected readonly rows = computed(() => Array.from(this.order()));
  protected readonly strongest = computed(
    () => Math.abs(this.terms()[this.order()[0] ?? -1] ?? 0) || 1,
  );
  protected readonly rendered = signal<RowRange>({ start: 0, end: 0 });
  /** The row that had the focus last. */
  protected readonly current = linkedSignal({
    source: () => this.rows().length,
    computation: (count, previous?: { value: number }) =>
      Math.max(0, Math.min(previous?.value ?? 0, count - 1)),
  });
  private readonly viewport = viewChild.required(CdkVirtualScrollViewport);
  private readonly roving = viewChild.required(RovingRows);

  constructor() {
    effect((onCleanup) => {
      const subscription = this.viewport().renderedRangeStream.subscribe((range) => {
        this.rendered.set(range);
      });
      onCleanup(() => {
        subscription.unsubscribe();
      });
    });
  }

  /** Moves the focus to the first row, without scrolling there. */
  focusFirst(): void {
    this.roving().focus(0, true);
  }

  protected bringIn(row: number): void {
    const viewport = this.viewport();
    const { start, end } = viewport.getRenderedRange();
    if (row >= start && row < end) return;
    // The viewport's offsets begin at its first row, not at the top of the scrolling element.
    viewport.scrollToOffset(row * ROW_HEIGHT + viewport.measureViewportOffset());
  }

  /** Tracks rows by position: their neurons change with every stroke. */
  protected byRow(row: number): number {
    return row;
  }

  protected strengthOf(term: number): number {
    return Math.abs(term) / this.strongest();
  }
}
