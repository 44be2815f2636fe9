import type { DrawingTool } from './drawing-tool.ts';
import { PadPage } from './testing/pad-page.ts';

describe('DigitPad, with the eraser', () => {
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

  const ERASERS: readonly (readonly [string, DrawingTool, PointerEventInit])[] = [
    ['the right button', 'pen', { button: 2, buttons: 2 }],
    ['the eraser end of a pen', 'pen', { pointerType: 'pen', button: 5, buttons: 32 }],
    ['a finger and the eraser tool', 'eraser', { pointerType: 'touch', buttons: 1 }],
    ['a mouse and the eraser tool', 'eraser', { buttons: 1 }],
  ];
  for (const [name, tool, init] of ERASERS) {
    it(`erases with ${name}; a single undo restores it`, () => {
      point('pointerdown', { x: 2, y: 10 });
      point('pointermove', { x: 26, y: 10 });
      point('pointerup', { x: 26, y: 10 });
      const [whole] = strokes();
      page.hold(tool);
      point('pointerdown', { x: 14, y: 4 }, init);
      point('pointermove', { x: 14, y: 20 }, init);
      fixture.detectChanges();
      expect(pad.querySelector('.eraser')).not.toBeNull();
      point('pointerup', { x: 14, y: 20 }, init);
      expect(pointsOfStrokes()).toEqual([
        [
          [2, 10],
          [11, 10],
        ],
        [
          [17, 10],
          [26, 10],
        ],
      ]);
      store.dispatch({ kind: 'undo' });
      expect(strokes()).toEqual(whole ? [whole] : []);
    });
  }

  it('takes the ring away with the right button, before the mouse moves again', () => {
    const right = { button: 2, buttons: 2 };
    point('pointerdown', { x: 14, y: 4 }, right);
    point('pointermove', { x: 14, y: 20 }, right);
    point('pointerup', { x: 14, y: 20 }, { button: 2, buttons: 0 });
    fixture.detectChanges();
    expect(pad.querySelector('.eraser')).toBeNull();
  });

  it('erases with the keyboard', () => {
    press(' ');
    press('ArrowRight');
    press(' ');
    page.hold('eraser');
    press(' ');
    expect(strokes()).toEqual([]);
    press('Escape');
  });
});
