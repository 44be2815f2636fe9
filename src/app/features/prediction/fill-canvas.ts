import type { Clock } from '../../platform/clock.ts';
import type { Rectangle } from '../../platform/rectangle.ts';

/** What a track shows. */
export interface Fill {
  /** How much of the track is filled, 0..1. */
  readonly share: number;
  /** How much of the highlight's colour the bar has, 0..1. */
  readonly highlight: number;
  /** Where on the track a mark stands, 0..1; undefined for none. */
  readonly mark: number | undefined;
}

/** An animation from the bars' current lengths and marks to their new ones. */
interface Glide {
  readonly from: readonly Fill[];
  readonly startMs: number;
  readonly durationMs: number;
}

/** Breadth of a mark, CSS pixels. */
const MARK_BREADTH = 2;

/**
 * Paints the fills of bars, and a mark on each track, on one canvas over their tracks. One element per bar would cost style, layout and
 * paint of the page in every frame of a drawing. Bars that are higher than wide fill from the bottom.
 */
export class FillCanvas {
  private readonly canvas: HTMLCanvasElement;
  private readonly clock: Clock;
  /** Device pixels. */
  private tracks: readonly Rectangle[] = [];
  private colours = { quiet: '', highlighted: '', mark: '' };
  private fills: readonly Fill[] = [];
  private glide: Glide | undefined;
  private handle: number | undefined;
  /** What the canvas shows, as text: lengths, highlights and marks. */
  private painted = '';

  /**
   * @param canvas its `color` is that of bars, its `caret-color` that of highlighted bars, its `column-rule-color` that
   * of marks: these are computed to numbers, while a custom property would return a system colour by its name
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
    const { color, caretColor, columnRuleColor } = getComputedStyle(canvas);
    this.colours = { quiet: color, highlighted: caretColor, mark: columnRuleColor };
    this.painted = '';
    this.paint(this.clock.now());
  }

  /**
   * Fills bars to their shares, and moves their marks.
   * @param fills one per track
   * @param glideMs duration of the animation
   */
  show(fills: readonly Fill[], glideMs: number): void {
    const nowMs = this.clock.now();
    this.glide =
      glideMs > 0 ? { from: this.fillsAt(nowMs), startMs: nowMs, durationMs: glideMs } : undefined;
    this.fills = fills;
    this.paint(nowMs);
  }

  stop(): void {
    if (this.handle !== undefined) this.clock.cancelFrame(this.handle);
  }

  private fillsAt(nowMs: number): readonly Fill[] {
    const { fills, glide } = this;
    const passed = glide ? Math.max(0, nowMs - glide.startMs) / glide.durationMs : 1;
    if (!glide || passed >= 1) return fills;
    const left = (1 - passed) ** 2; // Slows down towards the end.
    return fills.map(({ share, highlight, mark }, bar) => {
      const from = glide.from[bar];
      return {
        share: share + ((from?.share ?? 0) - share) * left,
        highlight,
        mark: mark === undefined ? undefined : mark + ((from?.mark ?? mark) - mark) * left,
      };
    });
  }

  private paint(nowMs: number): void {
    const { glide, tracks } = this;
    if (glide && nowMs >= glide.startMs + glide.durationMs) this.glide = undefined;
    const fills = this.fillsAt(nowMs);
    const toPaint = tracks.map(({ width, height }, bar): PaintedBar => {
      const { share = 0, highlight = 0, mark } = fills[bar] ?? {};
      const length = Math.max(width, height);
      const markBreadth = Math.round(MARK_BREADTH * devicePixelRatio);
      return {
        length: Math.round(share * length),
        highlight,
        markAt: mark === undefined ? undefined : Math.round(mark * (length - markBreadth)),
        markBreadth,
      };
    });
    const painted = toPaint.map((bar) => `${bar.length} ${bar.highlight} ${bar.markAt}`).join();
    if (painted !== this.painted) this.fill(toPaint);
    this.painted = painted;
    if (this.glide) this.handle ??= this.clock.requestFrame(this.paintFrame);
  }

  private readonly paintFrame = (): void => {
    this.handle = undefined;
    this.paint(this.clock.now());
  };

  private fill(bars: readonly PaintedBar[]): void {
    const { canvas, tracks, colours } = this;
    const context = canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    tracks.forEach((track, index) => {
      const bar = bars[index];
      if (!bar) return;
      const { left, top, width, height } = track;
      const { length, highlight, markAt, markBreadth } = bar;
      if (length > 0) {
        context.beginPath();
        if (height > width) addBar(context, left + width / 2, top + height, width / 2, length, UP);
        else addBar(context, left, top + height / 2, height / 2, length, RIGHT);
        context.fillStyle = highlight === 1 ? colours.highlighted : colours.quiet;
        context.fill();
        if (highlight > 0 && highlight < 1) {
          context.globalAlpha = highlight;
          context.fillStyle = colours.highlighted;
          context.fill();
          context.globalAlpha = 1;
        }
      }
      if (markAt === undefined) return;
      context.fillStyle = colours.mark;
      if (height > width) {
        context.fillRect(left, top + height - markAt - markBreadth, width, markBreadth);
      } else {
        context.fillRect(left + markAt, top, markBreadth, height);
      }
    });
  }
}

/** A bar and its mark in device pixels, from where the track begins. */
interface PaintedBar {
  readonly length: number;
  readonly highlight: number;
  readonly markAt: number | undefined;
  readonly markBreadth: number;
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
