import { DEFAULT_BRUSH, strokePath, type InkPoint } from '#model';
import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Service, signal } from '@angular/core';
import { persist, persistedValue } from '../../platform/persisted.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { CLOCK } from '../../platform/clock.ts';
import { DrawingStore } from './drawing-store.ts';
import { EMPTY_HISTORY } from './drawing-history.ts';

/** Stored on the device from the first visit on. */
const VISITED = 'visited';
/** How long nobody must touch the page before the demonstration starts. */
const QUIET_MS = 5000;
/** Time from one point to the next: the whole seven takes two seconds. */
const STEP_MS = 32;
/** Events that show that a visitor is using the page. */
const INPUTS = ['pointerdown', 'keydown', 'wheel'] as const;

/** A handwritten seven, in pad units, above the words on the paper. */
const SEVEN: readonly InkPoint[] = strokePath(
  [
    [8.6, 5.4],
    [9.5, 5],
    [10.8, 4.8],
    [12.5, 4.8],
    [14.6, 4.8],
    [16.7, 4.7],
    [18.4, 4.5],
    [19.3, 4.6],
    [19.3, 5.3],
    [18.7, 6.5],
    [17.7, 8.2],
    [16.7, 10.1],
    [15.7, 12.1],
    [14.8, 13.9],
    [14.2, 15.6],
    [13.7, 17.2],
    [13.3, 18.2],
  ].map(([x = 0, y = 0]) => ({ x, y, pressure: 0.5 })),
);

/**
 * Draws a seven by itself, once, when a first visitor does nothing for a while. Any input removes it
 * from the paper.
 */
@Service({ autoProvided: false })
export class Demonstration {
  private readonly document = inject(DOCUMENT);
  private readonly store = inject(DrawingStore);
  private readonly clock = inject(CLOCK);
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');

  private readonly isOnPaper = signal(false);
  private cancelTimer: (() => void) | undefined;
  private readonly onInput = (): void => {
    if (this.isShowing()) this.stop();
    else this.wait();
  };

  /** Whether the paper shows the demonstration instead of the visitor's drawing. */
  readonly isShowing = this.isOnPaper.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  /** Waits until nobody uses the page; does nothing on later visits and with reduced motion. */
  prepare(): void {
    if (persistedValue(VISITED) !== null) return;
    persist(VISITED, 'yes');
    if (this.isMotionReduced()) return;
    for (const type of INPUTS) {
      this.document.addEventListener(type, this.onInput, { capture: true, passive: true });
    }
    this.wait();
  }

  private wait(): void {
    this.cancelTimer?.();
    this.cancelTimer = this.clock.after(QUIET_MS, () => {
      if (this.store.history() !== EMPTY_HISTORY) this.stop();
      else if (this.document.hidden) this.wait();
      else this.draw(0);
    });
  }

  private draw(index: number): void {
    const next = SEVEN[index];
    if (!next) {
      this.store.dispatch({ kind: 'lift' });
      return;
    }
    this.isOnPaper.set(true);
    this.store.dispatch(
      index === 0
        ? { kind: 'begin', point: next, brush: DEFAULT_BRUSH }
        : { kind: 'extend', points: [next] },
    );
    this.cancelTimer = this.clock.after(STEP_MS, () => {
      this.draw(index + 1);
    });
  }

  private stop(): void {
    this.cancelTimer?.();
    for (const type of INPUTS) {
      this.document.removeEventListener(type, this.onInput, { capture: true });
    }
    if (!this.isShowing()) return;
    this.isOnPaper.set(false);
    this.store.dispatch({ kind: 'reset' });
  }
}
