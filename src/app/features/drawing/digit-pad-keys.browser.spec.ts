import { isBlankDrawing } from '#model';
import { PadPage } from './testing/pad-page.ts';

describe('DigitPad, by keys', () => {
  let page: PadPage;
  let point: PadPage['point'];
  let press: PadPage['press'];
  let strokes: PadPage['strokes'];
  let pointsOfStrokes: PadPage['pointsOfStrokes'];
  let store: PadPage['store'];
  let pad: PadPage['pad'];
  let fixture: PadPage['fixture'];

  beforeEach(() => {
    page = new PadPage();
    ({ point, press, strokes, pointsOfStrokes, store, pad, fixture } = page);
  });

  it('puts the pen down only once while space is held', () => {
    press(' ');
    press(' ', { repeat: true });
    press('ArrowRight');
    expect(pointsOfStrokes()[0]?.length).toBe(2);
    press('Escape');
  });

  it('draws with the keyboard', () => {
    press('ArrowRight');
    expect(strokes()).toEqual([]);
    press(' ');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown');
    press(' ');
    press('ArrowLeft');
    expect(pointsOfStrokes()).toEqual([
      [
        [15, 14],
        [15, 17],
        [15, 18],
      ],
    ]);
  });

  it('undoes, redoes and clears with keys, and leaves others to the page', () => {
    point('pointerdown', { x: 4, y: 4 });
    point('pointerup', { x: 4, y: 4 });
    expect(press('z', { ctrlKey: true }).defaultPrevented).toBeTrue();
    expect(strokes()).toEqual([]);
    expect(press('y', { ctrlKey: true }).defaultPrevented).toBeTrue();
    expect(strokes().length).toBe(1);
    press('z', { ctrlKey: true });
    press('Z', { ctrlKey: true, shiftKey: true });
    expect(strokes().length).toBe(1);
    point('pointerdown', { x: 4, y: 4 });
    press('Delete');
    expect(strokes()).toEqual([]);
    expect(press('Tab').defaultPrevented).toBeFalse();
    expect(press('r', { ctrlKey: true }).defaultPrevented).toBeFalse();
  });

  it('shows samples for digit keys, which can be drawn on and erased', () => {
    point('pointerdown', { x: 4, y: 4 });
    point('pointerup', { x: 4, y: 4 });
    expect(press('7').defaultPrevented).toBeTrue();
    const lifted = store.completed();
    expect(store.drawing()).toEqual({ strokes: [], raster: page.raster });
    expect(lifted).toBe(2);
    point('pointerdown', { x: 14, y: 14 }, { button: 2, buttons: 2 });
    expect(store.drawing().raster?.[14 * 28 + 14]).toBe(0);
    point('pointerup', { x: 14, y: 14 }, { button: 2 });
    for (let i = 0; i < 3; i++) press('z', { ctrlKey: true });
    expect(isBlankDrawing(store.drawing())).toBeTrue();
  });

  it('says why there is no sample, and shows it once there is one', () => {
    const note = (): string => {
      fixture.detectChanges();
      return pad.querySelector('.note')?.textContent ?? '';
    };
    expect(note()).toBe('');
    page.samples.set({ kind: 'waiting' });
    press('3');
    expect(note()).toContain('still on their way');
    expect([strokes().length, page.loads]).toEqual([0, 1]);
    page.samples.set({ kind: 'unreachable', message: '' });
    expect(note()).toContain('as soon as there is a connection');
    page.samples.set({ kind: 'ready' });
    expect(note()).toBe('');
    expect(store.drawing()).toEqual({ strokes: [], raster: page.raster });
  });

  it('keeps what was drawn while a sample was on its way', () => {
    page.samples.set({ kind: 'waiting' });
    press('3');
    point('pointerdown', { x: 4, y: 4 });
    point('pointerup', { x: 4, y: 4 });
    fixture.detectChanges();
    expect(pad.querySelector('.note')?.textContent).toBe('');
    page.samples.set({ kind: 'ready' });
    fixture.detectChanges();
    expect(strokes().length).toBe(1);
    expect(store.drawing().raster).toBeUndefined();
  });
});
