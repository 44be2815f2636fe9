import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { FillCanvas, type Fill } from './fill-canvas.ts';

const QUIET = [10, 20, 30] as const;
const NAMED = [200, 100, 50] as const;
const MARK = [0, 250, 0] as const;
const NOTHING = [0, 0, 0, 0];

describe('FillCanvas', () => {
  let clock: ManualClock;
  let stage: HTMLElement;
  let canvas: HTMLCanvasElement;
  let fills: FillCanvas;

  /** Lays out tracks on the canvas, CSS pixels. */
  function layOut(...tracks: readonly (readonly [x: number, y: number, w: number, h: number])[]) {
    stage = document.createElement('div');
    stage.style.cssText =
      'position: fixed; inset: 0 auto auto 0; inline-size: 200px; block-size: 100px';
    canvas = document.createElement('canvas');
    canvas.style.cssText =
      `position: absolute; inset: 0; inline-size: 100%; block-size: 100%;` +
      `color: rgb(${QUIET.join(' ')}); caret-color: rgb(${NAMED.join(' ')}); column-rule-color: rgb(${MARK.join(' ')})`;
    stage.append(canvas);
    document.body.append(stage);
    clock = new ManualClock();
    fills = new FillCanvas(canvas, clock);
    fills.measure(
      tracks.map(([x, y, width, height]) => {
        const track = document.createElement('span');
        track.style.cssText = `position: absolute; inset: ${y}px auto auto ${x}px; inline-size: ${width}px; block-size: ${height}px`;
        stage.append(track);
        return track;
      }),
    );
  }

  /** Fills tracks to these shares, one of them highlighted. */
  function show(shares: readonly number[], highlighted: number | undefined, glideMs: number): void {
    const fillOf = (share: number, bar: number): Fill => ({
      share,
      highlight: bar === highlighted ? 1 : 0,
      mark: undefined,
    });
    fills.show(shares.map(fillOf), glideMs);
  }

  /** Red, green, blue and opacity at a point, CSS pixels. */
  function colourAt(x: number, y: number): number[] {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('expected a canvas that can be painted on');
    return [
      ...context.getImageData(
        Math.floor(x * devicePixelRatio),
        Math.floor(y * devicePixelRatio),
        1,
        1,
      ).data,
    ];
  }

  /** How far a horizontal bar is filled, CSS pixels. */
  function lengthAlong(y: number): number {
    const filled = Array.from({ length: 200 }, (_, x) => (colourAt(x, y)[3] ?? 0) > 127);
    return filled.filter(Boolean).length;
  }

  afterEach(() => {
    fills.stop();
    stage.remove();
  });

  it('fills tracks according to their shares, in two colours', () => {
    layOut([20, 10, 100, 6], [20, 40, 100, 6], [20, 70, 100, 6]);
    show([0.25, 1, 0], 1, 0);
    expect([13, 43, 73].map(lengthAlong)).toEqual([25, 100, 0]);
    expect([colourAt(30, 13), colourAt(30, 43)]).toEqual([
      [...QUIET, 255],
      [...NAMED, 255],
    ]);
    expect([colourAt(19, 43), colourAt(121, 43)]).toEqual([NOTHING, NOTHING]);
  });

  it('has round ends', () => {
    layOut([20, 10, 100, 10]);
    show([0.5], undefined, 0);
    const corners = [20, 69].flatMap((x) => [colourAt(x, 10)[3], colourAt(x, 19)[3]]);
    expect(corners.every((opacity = 255) => opacity < 64)).toBeTrue();
    expect(colourAt(20, 15)[3]).toBeGreaterThan(192);
  });

  it('stays within the rounded track when little is filled', () => {
    layOut([20, 10, 100, 40]);
    show([0.04], undefined, 0);
    expect([colourAt(21, 12), colourAt(21, 47)]).toEqual([NOTHING, NOTHING]);
    expect(colourAt(22, 30)).toEqual([...QUIET, 255]);
  });

  it('fills exactly the pixels of a track that starts between pixels', () => {
    layOut([20.3, 10.4, 100, 6.3]);
    show([1], undefined, 0);
    const opacities = [9, 10, 16, 17].map((y) => colourAt(70, y)[3]);
    expect(opacities).toEqual([0, 255, 255, 0]);
  });

  it('fills vertical tracks from the bottom', () => {
    layOut([20, 10, 6, 80]);
    show([0.25], undefined, 0);
    expect([colourAt(23, 85), colourAt(23, 72)]).toEqual([
      [...QUIET, 255],
      [...QUIET, 255],
    ]);
    expect([colourAt(23, 68), colourAt(23, 91)]).toEqual([NOTHING, NOTHING]);
  });

  it('empties tracks again, and changes which bar is highlighted', () => {
    layOut([20, 10, 100, 6], [20, 40, 100, 6]);
    show([0.9, 0.1], 0, 0);
    show([0.1, 0.9], 1, 0);
    expect([13, 43].map(lengthAlong)).toEqual([10, 90]);
    expect([colourAt(25, 13), colourAt(25, 43)]).toEqual([
      [...QUIET, 255],
      [...NAMED, 255],
    ]);
    show([0, 0], undefined, 0);
    const { width, height } = canvas;
    const left = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
    expect(left?.every((value) => value === 0)).toBeTrue();
  });

  it('animates bars from where they are, in both directions, slowing down towards the end', () => {
    const lengthAfter = (milliseconds: number): number => {
      clock.pass(milliseconds);
      return lengthAlong(13);
    };
    layOut([20, 10, 100, 6]);
    show([1], undefined, 100);
    expect([0, 50, 50].map(lengthAfter)).toEqual([0, 75, 100]);
    show([0], undefined, 100);
    expect(lengthAfter(50)).toBe(25);
    // Another value during the animation, which continues from here.
    show([0.65], undefined, 100);
    expect([0, 50, 50].map(lengthAfter)).toEqual([25, 55, 65]);
    show([0], undefined, 100);
    show([0.5], undefined, 0);
    expect([lengthAlong(13), lengthAfter(50)]).toEqual([50, 50]);
  });

  it('follows tracks and colours when it measures again', () => {
    layOut([20, 10, 100, 6]);
    show([0.5], undefined, 0);
    const track = stage.querySelector('span');
    if (track) track.style.cssText += '; inset-block-start: 60px; inline-size: 60px';
    canvas.style.color = 'rgb(1 2 3)';
    fills.measure(track ? [track] : []);
    expect([13, 63].map(lengthAlong)).toEqual([0, 30]);
    expect(colourAt(30, 63)).toEqual([1, 2, 3, 255]);
  });

  it('gives a bar half the colour of the highlight', () => {
    layOut([20, 10, 100, 6]);
    fills.show([{ share: 0.5, highlight: 0.5, mark: undefined }], 0);
    const half = QUIET.map((part, index) => (part + (NAMED[index] ?? 0)) / 2);
    colourAt(40, 13).forEach((part, index) => {
      expect(Math.abs(part - (half[index] ?? 255))).toBeLessThanOrEqual(1);
    });
  });

  it('marks places on tracks, whatever is filled, from one end to the other', () => {
    layOut([20, 10, 100, 8], [20, 40, 100, 8], [20, 70, 100, 8]);
    const [first, second, third] = [
      { share: 0, highlight: 0, mark: 0 },
      { share: 1, highlight: 1, mark: 1 },
      { share: 0, highlight: 0, mark: undefined },
    ];
    fills.show([first, second, third], 0);
    const marked = (y: number): number[] =>
      Array.from({ length: 200 }, (_, x) => x).filter((x) => colourAt(x, y)[1] === MARK[1]);
    expect([14, 44, 74].map(marked)).toEqual([[20, 21], [118, 119], []]);
    expect([10, 17].map(marked)).toEqual([
      [20, 21],
      [20, 21],
    ]);
    expect([9, 18].map(marked)).toEqual([[], []]);
  });

  it('moves marks with the bars, and shows new ones at once', () => {
    layOut([20, 10, 102, 8]);
    const markAfter = (milliseconds: number): number => {
      clock.pass(milliseconds);
      return Array.from({ length: 200 }, (_, x) => x).findIndex(
        (x) => colourAt(x, 14)[1] === MARK[1],
      );
    };
    fills.show([{ share: 0, highlight: 0, mark: undefined }], 0);
    fills.show([{ share: 0, highlight: 0, mark: 0 }], 100);
    expect(markAfter(0)).toBe(20);
    fills.show([{ share: 0, highlight: 0, mark: 1 }], 100);
    expect([50, 50].map(markAfter)).toEqual([95, 120]);
  });

  it('marks upright tracks from the bottom', () => {
    layOut([20, 10, 8, 80]);
    fills.show([{ share: 0, highlight: 0, mark: 0.5 }], 0);
    const marked = Array.from({ length: 100 }, (_, y) => y).filter(
      (y) => colourAt(24, y)[1] === MARK[1],
    );
    expect(marked).toEqual([49, 50]);
  });
});
