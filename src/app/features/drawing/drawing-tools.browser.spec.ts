import { DEFAULT_BRUSH, isBlankDrawing } from '#model';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import type { DrawingTool } from './drawing-tool.ts';
import { DrawingTools } from './drawing-tools.ts';
import { DrawingStore } from './drawing-store.ts';
import { HistoryKeys } from './history-keys.ts';
import { SampleDigits } from './sample-digits.ts';

@Component({
  imports: [DrawingTools],
  template: `<app-drawing-tools [(tool)]="tool" />`,
})
class Desk {
  readonly tool = signal<DrawingTool>('pen');
}

describe('DrawingTools', () => {
  const raster = new Float32Array(784).fill(0.5);

  function render() {
    const samples = {
      state: signal({ kind: 'ready' }),
      load: () => undefined,
      any: () => raster,
      first: () => raster,
    };
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        DrawingStore,
        HistoryKeys,
        { provide: SampleDigits, useValue: samples },
      ],
    });
    const fixture = TestBed.createComponent(Desk);
    fixture.detectChanges();
    const button = (name: string): HTMLButtonElement => {
      fixture.detectChanges();
      const all = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
      const found = all.find((it) => (it.ariaLabel ?? it.textContent).trim() === name);
      if (!found) throw new Error(`expected a button named ${name}`);
      return found;
    };
    return { desk: fixture.componentInstance, paper: TestBed.inject(DrawingStore), button };
  }

  it('offer only what is possible', () => {
    const { paper, button } = render();
    const offered = (): boolean[] =>
      ['Undo', 'Redo', 'Clear'].map((name) => !button(name).disabled);
    expect(offered()).toEqual([false, false, false]);
    paper.dispatch({
      kind: 'begin',
      point: { x: 1, y: 2, pressure: 0.5 },
      brush: DEFAULT_BRUSH,
    });
    expect(offered()).toEqual([true, false, true]);
    button('Clear').click();
    expect(offered()).toEqual([true, false, false]);
    button('Undo').click();
    expect(paper.drawing().strokes.length).toBe(1);
    button('Undo').click();
    expect(offered()).toEqual([false, true, false]);
    button('Redo').click();
    expect(paper.drawing().strokes.length).toBe(1);
  });

  it('undo and redo with keys wherever the focus is, except in text fields', () => {
    const { paper, button } = render();
    const press = (target: EventTarget, key: string, code = ''): boolean =>
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true }),
      );
    const slider = Object.assign(document.createElement('input'), { type: 'range' });
    const field = document.createElement('input');
    document.body.append(slider, field);
    for (const target of [button('Eraser'), slider, document.body, document]) {
      paper.dispatch({
        kind: 'begin',
        point: { x: 1, y: 2, pressure: 0.5 },
        brush: DEFAULT_BRUSH,
      });
      expect(press(target, 'я', 'KeyZ')).toBeFalse();
      expect(paper.drawing().strokes.length).toBe(0);
      expect(press(target, 'y')).toBeFalse();
      expect(paper.drawing().strokes.length).toBe(1);
      expect(press(field, 'z')).toBeTrue();
      expect(press(target, 'r')).toBeTrue();
      expect(paper.drawing().strokes.length).toBe(1);
      paper.dispatch({ kind: 'reset' });
    }
    slider.remove();
    field.remove();
  });

  it('switch between pen and eraser', () => {
    const { desk, button } = render();
    button('Eraser').click();
    expect([desk.tool(), button('Eraser').ariaPressed]).toEqual(['eraser', 'true']);
    button('Eraser').click();
    expect([desk.tool(), button('Eraser').ariaPressed]).toEqual(['pen', 'false']);
  });

  it('put a handwritten digit on the paper, which can be undone', () => {
    const { paper, button } = render();
    button('Show a handwritten 4').click();
    expect(paper.drawing()).toEqual({ strokes: [], raster });
    expect(paper.completed()).toBe(1);
    button('Undo').click();
    expect(isBlankDrawing(paper.drawing())).toBeTrue();
  });
});
