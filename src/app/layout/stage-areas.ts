import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { Rectangle, Size } from '../platform/rectangle.ts';
import { largestFreeArea } from './largest-free-area.ts';

/** Room that the network keeps from every panel, CSS pixels. */
const MARGIN = 16;

/** How a panel takes up room. */
export interface PanelKind {
  /**
   * Whether a column of the stage is the panel's, from top to bottom: the network keeps clear of all of it, so
   * that the panel can stand anywhere in it, level with the network too, without the network giving way.
   */
  readonly hasColumn: () => boolean;
}

interface Measurement {
  readonly stage: Size;
  readonly panels: readonly Rectangle[];
  readonly hasColumn: boolean;
  readonly wordsHeight: number;
}

/** Which part of the stage the panels on it leave free, measured whenever one of them changes its size. */
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

  /** Largest rectangle of the stage without panels: where the network stands. */
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

  /** Whether a panel has a column of the stage. */
  readonly hasColumn = computed(() => this.measured().hasColumn);
  /** Height of the words that stand below rows in a column, CSS pixels. */
  readonly wordsHeight = computed(() => this.measured().wordsHeight);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.observer.disconnect();
    });
  }

  /**
   * Begins to measure.
   * @param stage what all areas are measured in
   * @param words as high as the words that stand below rows in a column
   */
  start(stage: Element, words: Element): void {
    [this.stage, this.words] = [stage, words];
    this.observer.observe(stage);
    this.observer.observe(words);
  }

  /** Adds a panel; returns what takes it away. */
  add(panel: Element, kind: PanelKind): () => void {
    this.panels.set(panel, kind);
    this.observer.observe(panel);
    return () => {
      this.panels.delete(panel);
      this.observer.unobserve(panel);
      this.measure();
    };
  }

  /** Measures everything anew: a panel's size is noticed by itself, its column is not. */
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
      // Where the page scrolls, panels stand above the stage.
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
