import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { FillCanvas } from './fill-canvas.ts';

const QUIET = [10, 20, 30] as const;
const NAMED = [200, 100, 50] as const;
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
      `color: rgb(${QUIET.join(' ')}); caret-color: rgb(${NAMED.join(' ')})`;
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
    fills.show([0.25, 1, 0], 1, 0);
    expect([13, 43, 73].map(lengthAlong)).toEqual([25, 100, 0]);
    expect([colourAt(30, 13), colourAt(30, 43)]).toEqual([
      [...QUIET, 255],
      [...NAMED, 255],
    ]);
    expect([colourAt(19, 43), colourAt(121, 43)]).toEqual([NOTHING, NOTHING]);
  });

  it('has round ends', () => {
    layOut([20, 10, 100, 10]);
    fills.show([0.5], undefined, 0);
    const corners = [20, 69].flatMap((x) => [colourAt(x, 10)[3], colourAt(x, 19)[3]]);
    expect(corners.every((opacity = 255) => opacity < 64)).toBeTrue();
    expect(colourAt(20, 15)[3]).toBeGreaterThan(192);
  });

  it('stays within the rounded track when little is filled', () => {
    layOut([20, 10, 100, 40]);
    fills.show([0.04], undefined, 0);
    expect([colourAt(21, 12), colourAt(21, 47)]).toEqual([NOTHING, NOTHING]);
    expect(colourAt(22, 30)).toEqual([...QUIET, 255]);
  });

  it('fills exactly the pixels of a track that starts between pixels', () => {
    layOut([20.3, 10.4, 100, 6.3]);
    fills.show([1], undefined, 0);
    const opacities = [9, 10, 16, 17].map((y) => colourAt(70, y)[3]);
    expect(opacities).toEqual([0, 255, 255, 0]);
  });

  it('fills vertical tracks from the bottom', () => {
    layOut([20, 10, 6, 80]);
    fills.show([0.25], undefined, 0);
    expect([colourAt(23, 85), colourAt(23, 72)]).toEqual([
      [...QUIET, 255],
      [...QUIET, 255],
    ]);
    expect([colourAt(23, 68), colourAt(23, 91)]).toEqual([NOTHING, NOTHING]);
  });

  it('empties tracks again, and changes which bar is highlighted', () => {
    layOut([20, 10, 100, 6], [20, 40, 100, 6]);
    fills.show([0.9, 0.1], 0, 0);
    fills.show([0.1, 0.9], 1, 0);
    expect([13, 43].map(lengthAlong)).toEqual([10, 90]);
    expect([colourAt(25, 13), colourAt(25, 43)]).toEqual([
      [...QUIET, 255],
      [...NAMED, 255],
    ]);
    fills.show([0, 0], undefined, 0);
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
    fills.show([1], undefined, 100);
    expect([0, 50, 50].map(lengthAfter)).toEqual([0, 75, 100]);
    fills.show([0], undefined, 100);
    expect(lengthAfter(50)).toBe(25);
    // Another value during the animation, which continues from here.
    fills.show([0.65], undefined, 100);
    expect([0, 50, 50].map(lengthAfter)).toEqual([25, 55, 65]);
    fills.show([0], undefined, 100);
    fills.show([0.5], undefined, 0);
    expect([lengthAlong(13), lengthAfter(50)]).toEqual([50, 50]);
  });

  it('follows tracks and colours when it measures again', () => {
    layOut([20, 10, 100, 6]);
    fills.show([0.5], undefined, 0);
    const track = stage.querySelector('span');
    if (track) track.style.cssText += '; inset-block-start: 60px; inline-size: 60px';
    canvas.style.color = 'rgb(1 2 3)';
    fills.measure(track ? [track] : []);
    expect([13, 63].map(lengthAlong)).toEqual([0, 30]);
    expect(colourAt(30, 63)).toEqual([1, 2, 3, 255]);
  });
});
