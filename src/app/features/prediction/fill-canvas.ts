import type { Clock } from '../../platform/clock.ts';
import type { Rectangle } from '../../platform/rectangle.ts';

/** An animation from the bars' current shares to their new ones. */
interface Glide {
  readonly from: readonly number[];
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * Paints the fills of bars on one canvas over their tracks. One element per bar would cost style, layout and
 * paint of the page in every frame of a drawing. Bars that are higher than wide fill from the bottom.
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
  /** What the canvas shows, as text: lengths and the highlighted bar. */
  private painted = '';

  /**
   * @param canvas its `color` is that of bars, its `caret-color` that of the highlighted bar: these are computed to
   * numbers, while a custom property would return a system colour by its name
   */
  constructor(canvas: HTMLCanvasElement, clock: Clock) {
    this.canvas = canvas;
    this.clock = clock;
  }

  /** Measures the tracks and reads the colours. */
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
   * @param shares 0..1, one per track
   * @param highlighted index of the highlighted bar
   * @param glideMs duration of the animation
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

/** Directions as canvas angles. */
const RIGHT = 0;
const UP = -Math.PI / 2;

/**
 * Adds a bar with round ends to a path. A bar shorter than its track's round end stays inside that end, so no clip is
 * needed: a canvas on the GPU may lose what is outside a clip.
 * @param x with `y`, the middle of the end where the bar begins
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
  // Each end is an arc: half a circle, or less when the bar is shorter than its breadth.
  const part = Math.acos(Math.max(0, 1 - length / (2 * radius)));
  const end = (along: number, facing: number): void => {
    const [centreX, centreY] = [x + along * Math.cos(direction), y + along * Math.sin(direction)];
    context.arc(centreX, centreY, radius, facing - part, facing + part);
  };
  end(radius, direction + Math.PI);
  end(length - radius, direction);
}

/** An element's rectangle in device pixels, with edges on whole pixels, as the browser paints boxes. */
function pixelsOf(element: Element): Rectangle {
  const box = element.getBoundingClientRect();
  const [left = 0, top = 0, right = 0, bottom = 0] = [box.left, box.top, box.right, box.bottom].map(
    (edge) => Math.round(edge * devicePixelRatio),
  );
  return { left, top, width: right - left, height: bottom - top };
}
