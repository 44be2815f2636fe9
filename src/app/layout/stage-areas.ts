import { computed, Service, signal } from '@angular/core';
import { observedSizes } from '../platform/observed-sizes.ts';
import type { Rectangle, Size } from '../platform/rectangle.ts';
import { largestFreeArea } from './largest-free-area.ts';

/** The usual distance between the network and every panel, CSS pixels. */
const MARGIN = 16;
/** A place for the input that is smaller than this is none: its pixels could not be told apart. */
const SMALLEST_INPUT = 112;

interface MeasuredPanel {
  readonly area: Rectangle;
  /** Whether it has a column of the stage to itself, where it is on the stage. */
  readonly hasColumn: () => boolean;
}

interface Measurement {
  readonly stage: Size;
  readonly panels: readonly MeasuredPanel[];
  /** Where the page would have the input of the network. */
  readonly input: Rectangle | undefined;
  readonly paper: Rectangle | undefined;
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
  private input: Element | undefined;
  private leastInput = SMALLEST_INPUT;
  private margin = MARGIN;
  private paperElement: Element | undefined;

  private readonly measured = signal<Measurement>({
    stage: { width: 0, height: 0 },
    panels: [],
    input: undefined,
    paper: undefined,
  });

  /** The largest rectangle of the stage without panels: the place of the network. */
  readonly free = computed(
    (): Rectangle => {
      const { stage, panels } = this.measured();
      const obstacles = panels.map(({ area, hasColumn }) =>
        hasColumn() ? { ...area, top: 0, height: stage.height } : area,
      );
      const { left, top, width, height } = largestFreeArea(stage, obstacles);
      const margin = Math.min(this.margin, width / 4, height / 4);
      return {
        left: left + margin,
        top: top + margin,
        width: width - 2 * margin,
        height: height - 2 * margin,
      };
    },
    { equal: isSameArea },
  );

  /** The place that the network's input has to itself, outside the free area; undefined if there is too little room. */
  readonly inputPlace = computed(
    (): Rectangle | undefined => {
      const { input, stage } = this.measured();
      // On a page that scrolls, it can be above the stage.
      if (!input || Math.min(input.width, input.height) < this.leastInput || input.top < 0)
        return undefined;
      return input.top + input.height <= stage.height ? input : undefined;
    },
    { equal: isSamePlace },
  );

  /** Where the paper is; without area if it is folded away. */
  readonly paper = computed(() => this.measured().paper, { equal: isSamePlace });

  /** Whether a panel has a column of the stage to itself. */
  readonly hasColumn = computed(() => this.measured().panels.some(({ hasColumn }) => hasColumn()));

  /**
   * Starts measuring.
   * @param stage the element that all areas are relative to
   * @param margin the distance between the network and every panel, CSS pixels
   */
  start(stage: Element, margin = MARGIN): void {
    this.stage = stage;
    this.margin = margin;
    this.observer.observe(stage);
  }

  /**
   * @param input the element in whose place the network's input stands if it is large enough
   * @param least its least side, CSS pixels
   */
  placeInput(input: Element, least = SMALLEST_INPUT): void {
    this.input = input;
    this.leastInput = least;
    this.observer.observe(input);
    this.measure();
  }

  /** @param paper the element on which drawings are made */
  placePaper(paper: Element): void {
    this.paperElement = paper;
    this.observer.observe(paper);
    this.measure();
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
      // Above or below the stage, they have none of its columns.
      const isBeside = area.top >= 0 && area.top < origin.height;
      return { area, hasColumn: () => isBeside && hasColumn() };
    });
    this.measured.set({
      stage: { width: origin.width, height: origin.height },
      panels,
      input: this.input && areaOf(this.input),
      paper: this.paperElement && areaOf(this.paperElement),
    });
  }
}

function isSamePlace(a: Rectangle | undefined, b: Rectangle | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && isSameArea(a, b));
}

function isSameArea(a: Rectangle, b: Rectangle): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
