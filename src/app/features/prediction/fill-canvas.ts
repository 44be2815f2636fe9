import type { Clock } from '../../platform/clock.ts';
import type { Rectangle } from '../../platform/rectangle.ts';

/** Where bars are and where they go. */
interface Glide {
  readonly from: readonly number[];
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * The fills of bars, on one canvas over their tracks: an element a bar would have the page styled, laid out
 * and painted anew in every frame of a drawing. Bars that are higher than wide fill from their foot.
 */
export class FillCanvas {
  private readonly canvas: HTMLCanvasElement;
  private readonly clock: Clock;
  /** Device pixels. */
  private tracks: readonly Rectangle[] = [];
  private colours = { quiet: '', highlighted: '' };
  private shares: readonly number[] = [];
  private highlighted: number | undefined;
  private glide: Glide | undefined;
  private handle: number | undefined;
  /** What the canvas shows: lengths and the bar that stands out. */
  private painted = '';

  /**
   * @param canvas its `color` is that of bars, its `caret-color` that of the one that stands out: of custom properties
   * the system's colours would come by name
   */
  constructor(canvas: HTMLCanvasElement, clock: Clock) {
    this.canvas = canvas;
    this.clock = clock;
  }

  /** Takes places and colours as they are now. */
  measure(tracks: readonly Element[]): void {
    const { canvas } = this;
    const { left, top, width, height } = pixelsOf(canvas);
    canvas.width = width;
    canvas.height = height;
    this.tracks = tracks.map((track) => {
      const box = pixelsOf(track);
      return { ...box, left: box.left - left, top: box.top - top };
    });
    const { color, caretColor } = getComputedStyle(canvas);
    this.colours = { quiet: color, highlighted: caretColor };
    this.painted = '';
    this.paint(this.clock.now());
  }

  /**
   * Fills bars to their shares.
   * @param shares 0..1, one a track
   * @param highlighted the bar that stands out
   * @param glideMs how long they take to get there
   */
  show(shares: readonly number[], highlighted: number | undefined, glideMs: number): void {
    const nowMs = this.clock.now();
    this.glide =
      glideMs > 0 ? { from: this.sharesAt(nowMs), startMs: nowMs, durationMs: glideMs } : undefined;
    this.shares = shares;
    this.highlighted = highlighted;
    this.paint(nowMs);
  }

  stop(): void {
    if (this.handle !== undefined) this.clock.cancelFrame(this.handle);
  }

  private sharesAt(nowMs: number): readonly number[] {
    const { shares, glide } = this;
    const passed = glide ? Math.max(0, nowMs - glide.startMs) / glide.durationMs : 1;
    if (!glide || passed >= 1) return shares;
    const left = (1 - passed) ** 2; // Slows down towards the end.
    return shares.map((share, bar) => share + ((glide.from[bar] ?? 0) - share) * left);
  }

  private paint(nowMs: number): void {
    const { glide, tracks, highlighted } = this;
    if (glide && nowMs >= glide.startMs + glide.durationMs) this.glide = undefined;
    const shares = this.sharesAt(nowMs);
    const lengths = tracks.map(({ width, height }, bar) =>
      Math.round((shares[bar] ?? 0) * Math.max(width, height)),
    );
    const toPaint = `${lengths.join(' ')}, ${highlighted}`;
    if (toPaint !== this.painted) this.fill(lengths);
    this.painted = toPaint;
    if (this.glide) this.handle ??= this.clock.requestFrame(this.paintFrame);
  }

  private readonly paintFrame = (): void => {
    this.handle = undefined;
    this.paint(this.clock.now());
  };

  private fill(lengths: readonly number[]): void {
    const { canvas, tracks, colours, highlighted } = this;
    const context = canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    tracks.forEach(({ left, top, width, height }, bar) => {
      const length = lengths[bar] ?? 0;
      if (length === 0) return;
      context.fillStyle = bar === highlighted ? colours.highlighted : colours.quiet;
      context.beginPath();
      if (height > width) addBar(context, left + width / 2, top + height, width / 2, length, UP);
      else addBar(context, left, top + height / 2, height / 2, length, RIGHT);
      context.fill();
    });
  }
}

/** Directions of canvases' angles. */
const RIGHT = 0;
const UP = -Math.PI / 2;

/**
 * Adds a bar to a path: round at both ends, and within its track's round end also where it is shorter than that. So
 * it needs no clip, which a GPU's canvas may lose what is outside of.
 * @param x the middle of its foot, with `y`
 * @param radius half its breadth
 */
function addBar(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  length: number,
  direction: number,
): void {
  // Each end is a part of a circle: half of it, or less where the other end comes too near.
  const part = Math.acos(Math.max(0, 1 - length / (2 * radius)));
  const end = (along: number, facing: number): void => {
    const [centreX, centreY] = [x + along * Math.cos(direction), y + along * Math.sin(direction)];
    context.arc(centreX, centreY, radius, facing - part, facing + part);
  };
  end(radius, direction + Math.PI);
  end(length - radius, direction);
}

/** Where an element is in the window, device pixels: its edges on whole pixels, as the browser paints boxes. */
function pixelsOf(element: Element): Rectangle {
  const box = element.getBoundingClientRect();
  const [left = 0, top = 0, right = 0, bottom = 0] = [box.left, box.top, box.right, box.bottom].map(
    (edge) => Math.round(edge * devicePixelRatio),
  );
  return { left, top, width: right - left, height: bottom - top };
}
