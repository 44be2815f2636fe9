import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { Rectangle, Size } from '../platform/rectangle.ts';
import { largestFreeArea } from './largest-free-area.ts';

/** Room that the network keeps from every panel, CSS pixels. */
const MARGIN = 16;

interface Measurement {
  readonly stage: Size;
  readonly panels: readonly Rectangle[];
  readonly outputs: Rectangle | undefined;
}

/** Which part of the stage the panels on it leave free, measured whenever one of them changes its size. */
@Service({ autoProvided: false })
export class StageAreas {
  private readonly panels = new Set<Element>();
  private readonly observer = new ResizeObserver(() => {
    this.measure();
  });
  private stage: Element | undefined;
  private outputs: Element | undefined;

  private readonly measured = signal<Measurement>({
    ...{ stage: { width: 0, height: 0 }, panels: [], outputs: undefined },
  });

  /** Largest rectangle of the stage without panels: where the network stands. */
  readonly free = computed(
    (): Rectangle => {
      const { stage, panels } = this.measured();
      const { left, top, width, height } = largestFreeArea(stage, panels);
      const margin = Math.min(MARGIN, width / 4, height / 4);
      return {
        ...{ left: left + margin, top: top + margin },
        ...{ width: width - 2 * margin, height: height - 2 * margin },
      };
    },
    { equal: isSameArea },
  );

  /** The ten bars, which the network's outputs stand level with where they are beside it. */
  readonly answers = computed(() => this.measured().outputs, {
    equal: (a, b) => a === b || (a !== undefined && b !== undefined && isSameArea(a, b)),
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.observer.disconnect();
    });
  }

  /** Sets the element that all areas are measured in. */
  setStage(stage: Element): void {
    this.stage = stage;
    this.observer.observe(stage);
  }

  /** Adds a panel; `isAnswers` for the ten bars. Returns what takes it away. */
  add(panel: Element, isAnswers: boolean): () => void {
    this.panels.add(panel);
    if (isAnswers) this.outputs = panel;
    this.observer.observe(panel);
    return () => {
      this.panels.delete(panel);
      if (this.outputs === panel) this.outputs = undefined;
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
    this.measured.set({
      stage: { width: origin.width, height: origin.height },
      panels: [...this.panels].map(areaOf),
      outputs: this.outputs && areaOf(this.outputs),
    });
  }
}

function isSameArea(a: Rectangle, b: Rectangle): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
