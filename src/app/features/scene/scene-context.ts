import { signal } from '@angular/core';
import type { Clock } from '../../platform/clock.ts';

/**
 * Whether there is a picture: `lost` comes back by itself, `gone` when someone asks for it, `unsupported` does
 * not.
 */
export type SceneState = 'ok' | 'lost' | 'gone' | 'unsupported';

/** How long a browser has to give a context back before another canvas is tried, milliseconds. */
const RESTORE_TIMEOUT_MS = 3000;
/** Canvases that are tried in a row: a GPU that fails again and again is not asked for ever. */
const MAX_TRIES = 3;
/** A picture that has lasted this long counts as sound, milliseconds. */
const STABLE_MS = 60_000;

/**
 * The WebGL2 context that the network is drawn with. A canvas that has lost it never gets another one: where the
 * browser does not give it back, another canvas takes its place.
 */
export class SceneContext {
  private readonly clock: Clock;
  private readonly currentState = signal<SceneState>('ok');
  private readonly currentNumber = signal(0);
  private canvas: HTMLCanvasElement | undefined;
  private hadFocus = false;
  private tries = 0;
  private availableSinceMs = 0;
  private cancelTimer: (() => void) | undefined;

  readonly state = this.currentState.asReadonly();
  /** Another number asks for another canvas. */
  readonly canvasNumber = this.currentNumber.asReadonly();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /**
   * Takes the canvas to draw into.
   * @param restored called when the browser has given its context back
   * @returns undefined where there is no WebGL2, at all or for now, which the state tells
   */
  acquire(canvas: HTMLCanvasElement, restored: () => void): WebGL2RenderingContext | undefined {
    const isFirst = !this.canvas;
    this.canvas = canvas;
    if (this.hadFocus) canvas.focus();
    this.hadFocus = false;
    const context = canvas.getContext('webgl2', {
      alpha: true,
      antialias: false,
      depth: false,
      powerPreference: 'high-performance',
    });
    if (!context || context.isContextLost()) {
      if (isFirst && !context) this.currentState.set('unsupported');
      else this.handleLoss();
      return undefined;
    }
    canvas.addEventListener('webglcontextlost', () => {
      if (canvas === this.canvas) this.handleLoss();
    });
    canvas.addEventListener('webglcontextrestored', () => {
      if (canvas !== this.canvas) return;
      this.markAvailable();
      restored();
    });
    this.markAvailable();
    return context;
  }

  /** Tries another canvas because someone asks for it. */
  retry(): void {
    this.tries = 0;
    this.requestNewCanvas();
  }

  stop(): void {
    this.cancelTimer?.();
    this.canvas = undefined;
  }

  private markAvailable(): void {
    this.cancelTimer?.();
    this.availableSinceMs = this.clock.now();
    this.currentState.set('ok');
  }

  private handleLoss(): void {
    if (this.state() === 'ok' && this.clock.now() - this.availableSinceMs > STABLE_MS)
      this.tries = 0;
    this.cancelTimer?.();
    if (this.tries >= MAX_TRIES) {
      this.currentState.set('gone');
      return;
    }
    this.currentState.set('lost');
    this.cancelTimer = this.clock.after(RESTORE_TIMEOUT_MS, () => {
      // A page in the background gets no GPU, and nobody looks at it.
      if (document.hidden) this.handleLoss();
      else this.requestNewCanvas();
    });
  }

  private requestNewCanvas(): void {
    this.tries += 1;
    this.hadFocus = this.canvas !== undefined && this.canvas === document.activeElement;
    this.currentNumber.update((number) => number + 1);
  }
}
