import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { Rectangle, Size } from '../platform/rectangle.ts';
import { largestFreeArea } from './largest-free-area.ts';

/** The distance between the network and every panel, CSS pixels. */
const MARGIN = 16;

/** How a panel takes up room. */
export interface PanelKind {
  /**
   * Whether the panel has a column of the stage to itself, from top to bottom. The network keeps clear of the whole
   * column, so the panel can stand anywhere in it without moving the network.
   */
  readonly hasColumn: () => boolean;
}

interface Measurement {
  readonly stage: Size;
  readonly panels: readonly Rectangle[];
  readonly hasColumn: boolean;
  readonly wordsHeight: number;
}

/** The part of the stage that the panels leave free, measured again whenever one of them changes its size. */
@Service({ autoProvided: false })
export class StageAreas {
  private readonly panels = new Map<Element, PanelKind>();
  private readonly observer = new ResizeObserver(() => {
    this.measure();
  });
  private stage: Element | undefined;
  private words: Element | undefined;

  private readonly measured = signal<Measurement>({
    stage: { width: 0, height: 0 },
    panels: [],
    hasColumn: false,
    wordsHeight: 0,
  });

  /** The largest rectangle of the stage without panels: the place of the network. */
  readonly free = computed(
    (): Rectangle => {
      const { stage, panels } = this.measured();
      const { left, top, width, height } = largestFreeArea(stage, panels);
      const margin = Math.min(MARGIN, width / 4, height / 4);
      return {
        left: left + margin,
        top: top + margin,
        width: width - 2 * margin,
        height: height - 2 * margin,
      };
    },
    { equal: isSameArea },
  );

  /** Whether a panel has a column of the stage to itself. */
  readonly hasColumn = computed(() => this.measured().hasColumn);
  /** The height of the words below the rows in a column, CSS pixels. */
  readonly wordsHeight = computed(() => this.measured().wordsHeight);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.observer.disconnect();
    });
  }

  /**
   * Starts measuring.
   * @param stage the element that all areas are relative to
   * @param words an element as high as the words below the rows in a column
   */
  start(stage: Element, words: Element): void {
    [this.stage, this.words] = [stage, words];
    this.observer.observe(stage);
    this.observer.observe(words);
  }

  /** Adds a panel. Call the function that it returns to remove the panel. */
  add(panel: Element, kind: PanelKind): () => void {
    this.panels.set(panel, kind);
    this.observer.observe(panel);
    return () => {
      this.panels.delete(panel);
      this.observer.unobserve(panel);
      this.measure();
    };
  }

  /** Measures again. Call it when a panel gains or loses its column; changes of size are noticed without it. */
  measure(): void {
    if (!this.stage) return;
    const origin = this.stage.getBoundingClientRect();
    const areaOf = (element: Element): Rectangle => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left: left - origin.left, top: top - origin.top, width, height };
    };
    let hasColumn = false;
    const panels = [...this.panels].map(([element, kind]) => {
      const area = areaOf(element);
      // On a page that scrolls, panels can be above the stage.
      if (!kind.hasColumn() || area.top < 0) return area;
      hasColumn = true;
      return { ...area, top: 0, height: origin.height };
    });
    this.measured.set({
      stage: { width: origin.width, height: origin.height },
      panels,
      hasColumn,
      wordsHeight: this.words?.getBoundingClientRect().height ?? 0,
    });
  }
}

function isSameArea(a: Rectangle, b: Rectangle): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
