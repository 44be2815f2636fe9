import { DEFAULT_BRUSH, type Drawing } from '#model';
import { TestBed } from '@angular/core/testing';
import { DRAWING_CLOCK } from './drawing-clock';
import { PixelFade } from './pixel-fade';

const DOT: Drawing = {
  strokes: [{ points: [{ x: 9.5, y: 4.5, pressure: 0.5 }], brush: DEFAULT_BRUSH }],
};

describe('PixelFade', () => {
  let waiting: (() => void)[];

  function render(isMotionReduced = false) {
    waiting = [];
    spyOn(window, 'matchMedia').and.returnValue(
      Object.assign(new EventTarget(), { matches: isMotionReduced }) as unknown as MediaQueryList,
    );
    const after = (_: number, callback: () => void): (() => void) => {
      waiting.push(callback);
      return () => {
        waiting = waiting.filter((it) => it !== callback);
      };
    };
    TestBed.configureTestingModule({
      providers: [{ provide: DRAWING_CLOCK, useValue: { after } }],
    });
    const fixture = TestBed.createComponent(PixelFade);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const alphaAt = (x: number, y: number): number | undefined =>
      element.querySelector('canvas')?.getContext('2d')?.getImageData(x, y, 1, 1).data[3];
    return { fade: fixture.componentInstance, element, alphaAt };
  }

  it('shows a drawing as its pixels after a pause, fading in and out', () => {
    const { fade, element, alphaAt } = render();
    expect(getComputedStyle(element).opacity).toBe('0');
    fade.play(DOT);
    expect(element.getAnimations()).toEqual([]);
    waiting[0]?.();
    expect(element.getAnimations().length).toBe(1);
    expect([alphaAt(9, 4), alphaAt(20, 20)]).toEqual([255, 0]);
  });

  it('stops at once, also before it has begun', () => {
    const { fade, element } = render();
    fade.play(DOT);
    fade.stop();
    expect(waiting).toEqual([]);
    fade.play(DOT);
    waiting[0]?.();
    fade.stop();
    expect(element.getAnimations()).toEqual([]);
  });

  it('does nothing where motion is to be reduced', () => {
    render(true).fade.play(DOT);
    expect(waiting).toEqual([]);
  });
});
