import { computed, Service, signal } from '@angular/core';
import { observedSizes } from '../platform/observed-sizes.ts';
import type { Rectangle, Size } from '../platform/rectangle.ts';
import { largestFreeArea } from './largest-free-area.ts';

/** The distance between the network and every panel, CSS pixels. */
const MARGIN = 16;

interface MeasuredPanel {
  readonly area: Rectangle;
  /** Whether it has a column of the stage to itself, where it is on the stage. */
  readonly hasColumn: () => boolean;
}

interface Measurement {
  readonly stage: Size;
  readonly panels: readonly MeasuredPanel[];
}

/** The part of the stage that the panels leave free, measured again whenever one of them changes its size. */
@Service({ autoProvided: false })
export class StageAreas {
  /** Panels, and whether each wants a column to itself. */
  private readonly panels = new Map<Element, () => boolean>();
  private readonly observer = observedSizes(() => {
    this.measure();
  });
  private stage: Element | undefined;

  private readonly measured = signal<Measurement>({
    stage: { width: 0, height: 0 },
    panels: [],
  });

  /** The largest rectangle of the stage without panels: the place of the network. */
  readonly free = computed(
    (): Rectangle => {
      const { stage, panels } = this.measured();
      const obstacles = panels.map(({ area, hasColumn }) =>
        hasColumn() ? { ...area, top: 0, height: stage.height } : area,
      );
      const { left, top, width, height } = largestFreeArea(stage, obstacles);
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
  readonly hasColumn = computed(() => this.measured().panels.some(({ hasColumn }) => hasColumn()));

  /**
   * Starts measuring.
   * @param stage the element that all areas are relative to
   */
  start(stage: Element): void {
    this.stage = stage;
    this.observer.observe(stage);
  }

  /**
   * Adds a panel.
   * @param hasColumn a signal: whether the panel has a column of the stage to itself
   * @returns a function that removes the panel
   */
  add(panel: Element, hasColumn: () => boolean): () => void {
    this.panels.set(panel, hasColumn);
    this.observer.observe(panel);
    return () => {
      this.panels.delete(panel);
      this.observer.unobserve(panel);
      this.measure();
    };
  }

  private measure(): void {
    if (!this.stage) return;
    const origin = this.stage.getBoundingClientRect();
    const areaOf = (element: Element): Rectangle => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left: left - origin.left, top: top - origin.top, width, height };
    };
    const panels = [...this.panels].map(([element, hasColumn]) => {
      const area = areaOf(element);
      // On a page that scrolls, panels can be above the stage.
      return { area, hasColumn: () => area.top >= 0 && hasColumn() };
    });
    this.measured.set({
      stage: { width: origin.width, height: origin.height },
      panels,
    });
  }
}

function isSameArea(a: Rectangle, b: Rectangle): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
