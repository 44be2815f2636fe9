import type { StrokePoint } from '#model';
import { TestBed } from '@angular/core/testing';
import { PersistedSettings } from '../../platform/persisted.ts';
import { PenSettings } from './pen-settings.ts';
import { PAD_SIZE_PX, PadPage } from './testing/pad-page.ts';

describe('DigitPad', () => {
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

  afterEach(() => {
    TestBed.inject(PersistedSettings).resetAll();
  });

  it('is an application named Drawing pad that can be focused by keyboard', () => {
    expect(pad.getAttribute('aria-label')).toBe('Drawing pad');
    expect(pad.tabIndex).toBe(0);
  });

  it('reports once that the pen is lifted, by pointer or by key', () => {
    const lifted = (): number => store.completed();
    point('pointerup', { x: 4, y: 6 });
    point('pointerdown', { x: 4, y: 6 });
    point('pointermove', { x: 8, y: 7 });
    expect(lifted()).toBe(0);
    point('pointerup', { x: 8, y: 7 });
    point('lostpointercapture', { x: 8, y: 7 });
    expect(lifted()).toBe(1);
    for (const key of ['ArrowUp', ' ', 'ArrowUp']) press(key);
    expect(lifted()).toBe(1);
    press(' ');
    expect(lifted()).toBe(2);
    for (const key of [' ', 'Escape']) press(key);
    expect(lifted()).toBe(3);
    press(' ');
    pad.dispatchEvent(new FocusEvent('blur'));
    expect(lifted()).toBe(4);
  });

  it('collects a stroke in pad units from down to up', () => {
    point('pointermove', { x: 1, y: 1 });
    point('pointerdown', { x: 4, y: 6 });
    point('pointermove', { x: 8, y: 7 });
    point('pointermove', { x: 12, y: 20 });
    point('pointerup', { x: 12, y: 20 });
    point('pointermove', { x: 20, y: 20 });
    expect(pointsOfStrokes()).toEqual([
      [
        [4, 6],
        [8, 7],
        [12, 20],
      ],
    ]);
  });

  it('keeps every coalesced point, its pressure and its time', () => {
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'pen', pressure: 0.25 });
    const bounds = pad.getBoundingClientRect();
    const coalescedEvents = [10, 12, 14].map(
      (x) =>
        new PointerEvent('pointermove', {
          pointerType: 'pen',
          pressure: x / 20,
          clientX: bounds.left + (x / 28) * bounds.width,
          clientY: bounds.top + bounds.height / 2,
        }),
    );
    point('pointermove', { x: 14, y: 14 }, { pointerType: 'pen', coalescedEvents });
    const stroke = strokes()[0]?.points as readonly StrokePoint[] | undefined;
    expect(stroke?.map(({ x }) => Math.round(x))).toEqual([4, 10, 12, 14]);
    expect(stroke?.map(({ pressure }) => Math.round(pressure * 100))).toEqual([25, 50, 60, 70]);
    expect(stroke?.[0]?.time).toBe(0);
    const times = stroke?.map(({ time }) => time) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('ignores other buttons and a second finger', () => {
    point('pointerdown', { x: 4, y: 4 }, { button: 1, buttons: 4 });
    expect(strokes()).toEqual([]);
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'touch' });
    point(
      'pointerdown',
      { x: 20, y: 20 },
      { pointerId: 6, isPrimary: false, pointerType: 'touch' },
    );
    point(
      'pointermove',
      { x: 22, y: 20 },
      { pointerId: 6, isPrimary: false, pointerType: 'touch' },
    );
    expect(pointsOfStrokes()).toEqual([[[4, 4]]]);
  });

  it('ignores touches as a resting palm once a pen was used', () => {
    point('pointerdown', { x: 20, y: 24 }, { pointerId: 9, pointerType: 'touch' });
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'pen' });
    point('pointermove', { x: 21, y: 24 }, { pointerId: 9, pointerType: 'touch' });
    point('pointermove', { x: 6, y: 4 }, { pointerType: 'pen' });
    point('pointerup', { x: 6, y: 4 }, { pointerType: 'pen' });
    point('pointerdown', { x: 20, y: 20 }, { pointerId: 10, pointerType: 'touch' });
    expect(pointsOfStrokes()).toEqual([
      [
        [4, 4],
        [6, 4],
      ],
    ]);
  });

  it('ends a stroke without an end event when nothing is pressed any more', () => {
    point('pointerdown', { x: 4, y: 4 });
    point('pointermove', { x: 6, y: 4 });
    point('pointermove', { x: 20, y: 20 }, { buttons: 0 });
    point('pointermove', { x: 22, y: 20 }, { buttons: 0 });
    expect(pointsOfStrokes()).toEqual([
      [
        [4, 4],
        [6, 4],
      ],
    ]);
    expect(store.completed()).toBe(1);
    fixture.detectChanges();
    expect(pad.className).not.toContain('drawing');
  });

  it('ends a stroke when the window loses focus, so that another pointer can draw', () => {
    point('pointerdown', { x: 4, y: 4 });
    window.dispatchEvent(new FocusEvent('blur'));
    expect(store.completed()).toBe(1);
    point('pointermove', { x: 20, y: 20 });
    point('pointerdown', { x: 9, y: 9 }, { pointerId: 7, pointerType: 'touch' });
    expect(pointsOfStrokes()).toEqual([[[4, 4]], [[9, 9]]]);
  });

  it('lets another pointer draw when the one supposedly down has been silent for long', () => {
    point('pointerdown', { x: 4, y: 4 });
    const finger = { pointerId: 7, pointerType: 'touch' };
    point('pointerdown', { x: 9, y: 9 }, finger);
    expect(pointsOfStrokes()).toEqual([[[4, 4]]]);
    const later = performance.now() + 10_000;
    spyOnProperty(Event.prototype, 'timeStamp').and.returnValue(later);
    point('pointerdown', { x: 9, y: 9 }, finger);
    expect(pointsOfStrokes()).toEqual([[[4, 4]], [[9, 9]]]);
  });

  it('has the focus after a stroke by touch', () => {
    pad.blur();
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'touch' });
    point('pointerup', { x: 4, y: 4 }, { pointerType: 'touch' });
    expect(document.activeElement).toBe(pad);
    expect(press('Delete').defaultPrevented).toBeTrue();
    expect(strokes()).toEqual([]);
  });

  it('forgets the pen when its sheet is cleared', () => {
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'pen' });
    point('pointerup', { x: 4, y: 4 }, { pointerType: 'pen' });
    press('Delete');
    point('pointerdown', { x: 9, y: 9 }, { pointerId: 7, pointerType: 'touch' });
    expect(pointsOfStrokes()).toEqual([[[9, 9]]]);
  });

  it('keeps the drawing when the system cancels the pointer', () => {
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'touch' });
    point('pointermove', { x: 8, y: 8 }, { pointerType: 'touch' });
    point('pointercancel', { x: 8, y: 8 }, { pointerType: 'touch' });
    point('pointermove', { x: 12, y: 12 }, { pointerType: 'touch' });
    expect(pointsOfStrokes()[0]?.length).toBe(2);
  });

  it('prevents touches from scrolling, and Scribble on iPadOS', () => {
    const touch = new Event('touchstart', { cancelable: true });
    pad.dispatchEvent(touch);
    expect(touch.defaultPrevented).toBeTrue();
    expect(getComputedStyle(pad).touchAction).toBe('none');
  });

  it('lets touches draw beside a pen when palms are not ignored', () => {
    TestBed.inject(PenSettings).togglePalm();
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'pen' });
    point('pointerdown', { x: 20, y: 24 }, { pointerId: 9, pointerType: 'touch' });
    point('pointerup', { x: 4, y: 4 }, { pointerType: 'pen' });
    point('pointerdown', { x: 20, y: 20 }, { pointerId: 10, pointerType: 'touch' });
    expect(pointsOfStrokes()).toEqual([[[4, 4]], [[20, 20]]]);
  });

  it('keeps a stroke despite another pointer or a missing end event', () => {
    point('pointerdown', { x: 4, y: 4 }, { pointerType: 'touch' });
    point('pointerdown', { x: 20, y: 4 }, { pointerId: 1, pointerType: 'mouse' });
    point('pointermove', { x: 6, y: 4 }, { pointerType: 'touch' });
    expect(pointsOfStrokes()).toEqual([
      [
        [4, 4],
        [6, 4],
      ],
    ]);
    // Another first finger, although no event said that the last one was lifted.
    point('pointerdown', { x: 9, y: 9 }, { pointerId: 11, pointerType: 'touch' });
    point('pointermove', { x: 12, y: 9 }, { pointerId: 11, pointerType: 'touch' });
    expect(pointsOfStrokes()[1]).toEqual([
      [9, 9],
      [12, 9],
    ]);
  });

  it('continues at the pointer after the pad has moved under it', () => {
    point('pointerdown', { x: 4, y: 4 });
    point('pointermove', { x: 6, y: 4 });
    const root = fixture.nativeElement as HTMLElement;
    root.style.cssText = `position: fixed; left: 20px; top: 90px; width: ${PAD_SIZE_PX / 2}px`;
    window.dispatchEvent(new Event('resize'));
    point('pointermove', { x: 20, y: 20 });
    point('pointermove', { x: 21, y: 22 });
    point('pointerup', { x: 21, y: 22 });
    expect(pointsOfStrokes()).toEqual([
      [
        [4, 4],
        [6, 4],
      ],
      [
        [20, 20],
        [21, 22],
      ],
    ]);
  });

  it('draws with the chosen brush', () => {
    TestBed.inject(PenSettings).change({ size: 4, strength: 0.5 });
    point('pointerdown', { x: 4, y: 4 });
    expect(strokes()[0]?.brush).toEqual({ size: 4, strength: 0.5 });
  });

  it('shows the grid during a stroke, or always', () => {
    const opacity = (): string => {
      fixture.detectChanges();
      for (const transition of pad.getAnimations({ subtree: true })) transition.finish();
      return getComputedStyle(pad, '::after').opacity;
    };
    expect(opacity()).toBe('0');
    point('pointerdown', { x: 4, y: 4 });
    expect(opacity()).toBe('1');
    point('pointerup', { x: 4, y: 4 });
    expect(opacity()).toBe('0');
    TestBed.inject(PenSettings).toggleGrid();
    expect(opacity()).toBe('1');
  });

  it('invites the visitor to draw until the first stroke', () => {
    expect(pad.textContent).toContain('Draw a digit');
    point('pointerdown', { x: 4, y: 4 });
    fixture.detectChanges();
    expect(pad.textContent).not.toContain('Draw a digit');
  });

  it('shows ink where the pen was, and none elsewhere', async () => {
    point('pointerdown', { x: 7, y: 14 });
    point('pointermove', { x: 14, y: 14 });
    point('pointermove', { x: 21, y: 14 });
    // The canvas is sized by the page's layout, and the ink by the canvas.
    for (let frame = 0; frame < 2; frame++) {
      await new Promise(requestAnimationFrame);
      await fixture.whenStable();
    }
    const canvas = pad.querySelector('canvas');
    const inkAt = (x: number, y: number): number => {
      const unit = (canvas?.width ?? 0) / 28;
      const context = canvas?.getContext('2d');
      return context?.getImageData(Math.round(x * unit), Math.round(y * unit), 1, 1).data[3] ?? -1;
    };
    expect(canvas?.width).toBe(Math.round(PAD_SIZE_PX * Math.max(2, devicePixelRatio)));
    expect([inkAt(10, 14), inkAt(18, 14)]).toEqual([255, 255]);
    expect([inkAt(10, 11), inkAt(3, 14), inkAt(25, 14)]).toEqual([0, 0, 0]);
  });
});
