import { BLANK_DRAWING, DEFAULT_BRUSH, type Drawing } from '#model';
import { TestBed } from '@angular/core/testing';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { CLOCK } from '../../platform/clock.ts';
import { PixelFade } from './pixel-fade.ts';

const DOT: Drawing = {
  strokes: [{ points: [{ x: 9.5, y: 4.5, pressure: 0.5 }], brush: DEFAULT_BRUSH }],
};

describe('PixelFade', () => {
  let clock: ManualClock;

  function render(isMotionReduced = false) {
    clock = new ManualClock();
    spyOn(window, 'matchMedia').and.returnValue(
      Object.assign(new EventTarget(), { matches: isMotionReduced }) as unknown as MediaQueryList,
    );
    TestBed.configureTestingModule({
      providers: [{ provide: CLOCK, useValue: clock }],
    });
    const fixture = TestBed.createComponent(PixelFade);
    const show = (drawing: Drawing): void => {
      fixture.componentRef.setInput('drawing', drawing);
      fixture.detectChanges();
    };
    show(DOT);
    const element = fixture.nativeElement as HTMLElement;
    const alphaAt = (x: number, y: number): number | undefined =>
      element.querySelector('canvas')?.getContext('2d')?.getImageData(x, y, 1, 1).data[3];
    return { fade: fixture.componentInstance, element, alphaAt, show };
  }

  it('shows a drawing as its pixels after a pause, fading in and out', () => {
    const { fade, element, alphaAt } = render();
    expect(getComputedStyle(element).opacity).toBe('0');
    fade.play(DOT);
    expect(element.getAnimations()).toEqual([]);
    clock.elapse();
    expect(element.getAnimations().length).toBe(1);
    expect([alphaAt(9, 4), alphaAt(20, 20)]).toEqual([255, 0]);
  });

  it('stops at once, even before it starts', () => {
    const { fade, element } = render();
    fade.play(DOT);
    fade.stop();
    expect(clock.delays).toEqual([]);
    fade.play(DOT);
    clock.elapse();
    fade.stop();
    expect(element.getAnimations()).toEqual([]);
  });

  it('stops for another drawing, but not when its own image arrives', () => {
    const { fade, element, show } = render();
    show(BLANK_DRAWING);
    fade.play(DOT);
    show(DOT);
    clock.elapse();
    expect(element.getAnimations().length).toBe(1);
    show(BLANK_DRAWING);
    expect(element.getAnimations()).toEqual([]);
  });

  it('does nothing with reduced motion', () => {
    render(true).fade.play(DOT);
    expect(clock.delays).toEqual([]);
  });
});
