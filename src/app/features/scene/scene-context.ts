import { signal } from '@angular/core';
import type { Clock } from '../../platform/clock.ts';

/**
 * Whether there is a picture. `lost` recovers by itself, `gone` only when the user retries, `unsupported`
 * never.
 */
export type SceneState = 'ok' | 'lost' | 'gone' | 'unsupported';

/** How long to wait for the browser to restore a context before trying another canvas, milliseconds. */
const RESTORE_TIMEOUT_MS = 3000;
/** How many canvases are tried in a row before giving up on a GPU that keeps failing. */
const MAX_TRIES = 3;
/** A context that has lasted this long counts as stable, and tries start again from zero; milliseconds. */
const STABLE_MS = 60_000;

/**
 * The WebGL2 context that the network is drawn with. A canvas that has lost its context cannot get a second one,
 * so if the browser does not restore it, a new canvas replaces the old one.
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
  /** When this number changes, the view has to create a new canvas. */
  readonly canvasNumber = this.currentNumber.asReadonly();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /**
   * Gets the context of the canvas to draw into.
   * @param restored called when the browser has restored the context
   * @returns undefined if there is no WebGL2, or none at the moment; `state` says which
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

  /** Tries another canvas at the user's request. */
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
      // A page in the background may get no GPU and needs no picture, so wait.
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
