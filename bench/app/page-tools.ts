/** A place on the pad, pad units. */
export type PadPoint = readonly [x: number, y: number];

/** From a pointer's move until the page showed what it changed. */
export interface MoveTimes {
  /** Until a bar's value was another, milliseconds. */
  readonly changedMs: number;
  /** Until that was painted. */
  readonly paintedMs: number;
}

/** What a measured page can do by itself, so that no measurement waits for the driver. */
export interface PageTools {
  /** When `html[data-ready=true]` came, milliseconds since the page was opened. */
  readonly readyMs: number | undefined;
  /** Begins a stroke. */
  putDown(point: PadPoint): void;
  /** Ends it as if the system took the pointer away, so that no wave follows. */
  takeAway(): void;
  /** Ends it as a hand does. */
  lift(): void;
  clear(): void;
  /** Moves to a point at once. */
  movePen(point: PadPoint): void;
  /** Moves to a point a frame, or to so many. */
  moveAFrame(points: readonly PadPoint[], pointsAFrame?: number): Promise<void>;
  /** Moves to one point after the other, each when the last is painted; none where nothing changed. */
  timeMoves(points: readonly PadPoint[]): Promise<MoveTimes[]>;
  /** Draws at once, in one frame. */
  draw(strokes: readonly (readonly PadPoint[])[]): Promise<void>;
  /** Moves the timeline to a checkpoint and waits until it is shown, in the scene too. */
  scrubTo(index: number): Promise<void>;
  /** Drags over the whole timeline, a checkpoint a frame at most, and waits for the last only. */
  dragOver(last: number): Promise<void>;
  /** A fixed loop's time, to tell machines apart. */
  calibrationMs(): number;
}

declare global {
  interface Window {
    readonly bench: PageTools;
  }
}

/** Runs in the page, before anything of it: puts the tools at `window.bench`. */
export function installPageTools(): void {
  const PAD_UNITS = 28;
  /** A move that changed no bar by then changes none: shares are rounded. */
  const NO_CHANGE_MS = 300;
  /** Page frames that a scene may take to follow. */
  const PATIENCE_FRAMES = 120;
  let readyMs: number | undefined;
  let last: PadPoint = [0, 0];
  let bounds = new DOMRect();

  const root = (): DOMStringMap => document.documentElement.dataset;
  new MutationObserver((_, observer) => {
    if (root()['ready'] !== 'true') return;
    readyMs = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, attributeFilter: ['data-ready'] });

  const find = (selector: string): Element => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`${selector}: expected one on the page, found none`);
    return element;
  };
  const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
  const nextPaint = async (): Promise<void> => {
    await nextFrame();
    const { port1, port2 } = new MessageChannel();
    await new Promise<unknown>((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
    port1.close();
  };
  const send = (type: string, point: PadPoint): void => {
    const pad = find('app-digit-pad');
    // Once a stroke: asked for a frame, it would have the page laid out once more.
    if (type === 'pointerdown') bounds = find('app-digit-pad canvas').getBoundingClientRect();
    const { left, top, width, height } = bounds;
    last = point;
    pad.dispatchEvent(
      new PointerEvent(type, {
        ...{ pointerType: 'mouse', pointerId: 77, isPrimary: true, bubbles: true, pressure: 0.5 },
        ...{ button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1 },
        clientX: left + (point[0] / PAD_UNITS) * width,
        clientY: top + (point[1] / PAD_UNITS) * height,
      }),
    );
  };
  /** Resolves when `isDone` holds after a change below an element; rejects never. */
  const changed = (below: string, attribute: string, isDone: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (isDone()) {
        resolve();
        return;
      }
      new MutationObserver((_, observer) => {
        if (!isDone()) return;
        observer.disconnect();
        resolve();
      }).observe(find(below), { subtree: true, attributeFilter: [attribute] });
    });
  const barsText = (): string =>
    Array.from(document.querySelectorAll('[role="meter"]'), (bar) =>
      bar.getAttribute('aria-valuenow'),
    ).join(' ');
  const timeMove = async (point: PadPoint): Promise<MoveTimes | undefined> => {
    await nextFrame(); // Pointer events come with a frame, before what it draws.
    const before = barsText();
    const beginMs = performance.now();
    const isChanged = changed('app-answer-bars', 'aria-valuenow', () => barsText() !== before);
    send('pointermove', point);
    const isInTime = await Promise.race([
      isChanged.then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, NO_CHANGE_MS, false)),
    ]);
    if (!isInTime) return undefined;
    const changedMs = performance.now() - beginMs;
    await nextPaint();
    return { changedMs, paintedMs: performance.now() - beginMs };
  };
  const setSlider = (index: number): void => {
    const slider = find('app-timeline input[type="range"]') as HTMLInputElement;
    slider.value = String(index);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const isShown = (index: number): boolean =>
    find('app-timeline .frames').children[index]?.classList.contains('shown') === true;
  const drawnFrames = (): number =>
    (window as unknown as { webGlCount: { frames: number } }).webGlCount.frames;
  const scrubTo = async (index: number): Promise<void> => {
    await nextFrame();
    const before = drawnFrames();
    setSlider(index);
    await changed('app-timeline', 'class', () => isShown(index));
    for (let frame = 0; drawnFrames() === before && frame < PATIENCE_FRAMES; frame++) {
      await nextFrame();
    }
    await nextPaint();
  };

  const tools: PageTools = {
    get readyMs() {
      return readyMs;
    },
    putDown: (point) => {
      send('pointerdown', point);
    },
    takeAway: () => {
      send('pointercancel', last);
    },
    lift: () => {
      send('pointerup', last);
    },
    clear: () => {
      find('app-digit-pad').dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete' }));
    },
    movePen: (point) => {
      send('pointermove', point);
    },
    moveAFrame: async (points, pointsAFrame = 1) => {
      for (const [index, point] of points.entries()) {
        if (index % pointsAFrame === 0) await nextFrame();
        send('pointermove', point);
      }
    },
    timeMoves: async (points) => {
      const times: MoveTimes[] = [];
      for (const point of points) {
        const time = await timeMove(point);
        if (time) times.push(time);
      }
      return times;
    },
    draw: async (strokes) => {
      for (const [first, ...rest] of strokes) {
        if (!first) continue;
        send('pointerdown', first);
        for (const point of rest) send('pointermove', point);
        send('pointerup', last);
      }
      await nextPaint();
    },
    scrubTo,
    dragOver: async (end) => {
      for (let index = 0; index < end; index++) {
        setSlider(index);
        if (index % 8 === 7) await nextFrame();
      }
      await scrubTo(end);
    },
    calibrationMs: () => {
      const beginMs = performance.now();
      let state = 1;
      let sum = 0;
      for (let round = 0; round < 20_000_000; round++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        sum += Math.sqrt(state >>> 8);
      }
      if (!(sum > 0)) throw new Error('calibration loop: expected a sum above 0');
      return performance.now() - beginMs;
    },
  };
  Object.assign(window, { bench: tools });
}
