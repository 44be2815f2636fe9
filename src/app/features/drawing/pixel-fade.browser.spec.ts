import { BLANK_DRAWING, DEFAULT_BRUSH, type Drawing } from '#model';
import { TestBed } from '@angular/core/testing';
import { PixelFade } from './pixel-fade.ts';

const DOT: Drawing = {
  strokes: [{ points: [{ x: 9.5, y: 4.5, pressure: 0.5 }], brush: DEFAULT_BRUSH }],
};

describe('PixelFade', () => {
  function render() {
    const fixture = TestBed.createComponent(PixelFade);
    const element = fixture.nativeElement as HTMLElement;
    const show = (phase: string | undefined, drawing = DOT): void => {
      fixture.componentRef.setInput('drawing', drawing);
      fixture.componentRef.setInput('phase', phase);
      fixture.detectChanges();
    };
    show(undefined);
    const opacity = (): number => Number(getComputedStyle(element).opacity);
    const finish = (): void => {
      for (const animation of element.getAnimations()) animation.finish();
    };
    const alphaAt = (x: number, y: number): number | undefined =>
      element.querySelector('canvas')?.getContext('2d')?.getImageData(x, y, 1, 1).data[3];
    return { element, show, opacity, finish, alphaAt };
  }

  it('turns ink into pixels softly on the way, and back with the answer', () => {
    const { element, show, opacity, finish, alphaAt } = render();
    expect(opacity()).toBe(0);
    show('pause');
    expect([opacity(), element.getAnimations().length]).toEqual([0, 0]);
    show('way');
    expect([alphaAt(9, 4), alphaAt(20, 20)]).toEqual([255, 0]);
    expect(opacity()).toBe(0);
    expect(element.getAnimations().length).toBe(1);
    finish();
    expect(opacity()).toBe(1);
    show('answer');
    expect(opacity()).toBe(1);
    finish();
    expect(opacity()).toBe(0);
  });

  it('shows ink at once when the story ends, however far it is', () => {
    const { element, show, opacity, finish } = render();
    for (const isDone of [false, true]) {
      show('way');
      if (isDone) finish();
      show(undefined, BLANK_DRAWING);
      expect([opacity(), element.getAnimations().length]).toEqual([0, 0]);
    }
  });
});
