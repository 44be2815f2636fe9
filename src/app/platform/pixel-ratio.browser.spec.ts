import { TestBed } from '@angular/core/testing';
import { pixelRatio } from './pixel-ratio.ts';

describe('pixelRatio', () => {
  it('follows the page from screen to screen', () => {
    const queries: { text: string; list: EventTarget }[] = [];
    spyOn(window, 'matchMedia').and.callFake((text) => {
      const list = new EventTarget();
      queries.push({ text, list });
      return list as MediaQueryList;
    });
    const screen = spyOnProperty(window, 'devicePixelRatio').and.returnValue(1);
    const ratio = TestBed.runInInjectionContext(pixelRatio);
    expect(ratio()).toBe(1);
    for (const next of [2, 1.5, 3]) {
      screen.and.returnValue(next);
      // Each query reports only that its own ratio no longer applies.
      queries.at(-1)?.list.dispatchEvent(new Event('change'));
      expect(ratio()).toBe(next);
      expect(queries.at(-1)?.text).toBe(`(resolution: ${next}dppx)`);
    }
    const asked = queries.length;
    TestBed.resetTestingModule();
    queries.at(-1)?.list.dispatchEvent(new Event('change'));
    expect(queries.length).toBe(asked);
  });
});
