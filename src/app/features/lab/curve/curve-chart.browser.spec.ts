import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { CurveChart } from './curve-chart.ts';

const MILESTONES = [0, 64, 128, 256, 512, 1024];
const WIDTH = 500;

describe('CurveChart', () => {
  async function render(moment?: number) {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(CurveChart);
    const points = MILESTONES.map((images, index) => ({
      images,
      loss: 1,
      ownLoss: 1,
      accuracy: index / 10,
      ownAccuracy: index / 10,
      tested: 1000,
    }));
    for (const [name, value] of Object.entries({
      points,
      moment,
      totalImages: 1024,
      milestones: MILESTONES,
      guess: undefined,
      isAsking: false,
      hasMoments: true,
    })) {
      fixture.componentRef.setInput(name, value);
    }
    const chosen: (number | undefined)[] = [];
    fixture.componentInstance.momentChosen.subscribe((index) => {
      chosen.push(index);
      fixture.componentRef.setInput('moment', index);
      fixture.detectChanges();
    });
    const host = fixture.nativeElement as HTMLElement;
    host.style.inlineSize = `${WIDTH}px`;
    fixture.detectChanges();
    await fixture.whenStable();
    const slider = host.querySelector('.moments') ?? host;
    const { left } = slider.getBoundingClientRect();
    /** @param share of the axis */
    const point = (type: string, share: number, buttons: number): void => {
      const clientX = left + share * WIDTH;
      const init = { clientX, buttons, pointerId: 1, detail: 1, bubbles: true };
      slider.dispatchEvent(
        type === 'click' ? new MouseEvent(type, init) : new PointerEvent(type, init),
      );
    };
    return { chosen, point };
  }

  it('moves through the moments with a pointer that is held down', async () => {
    const { chosen, point } = await render();
    point('pointermove', 0.4, 0);
    expect(chosen).withContext('hovered').toEqual([]);
    point('pointerdown', 0.4, 1);
    for (const share of [0.41, 0.42, 0.58, 0.8, 1, 1.2]) point('pointermove', share, 1);
    // Each doubling is a fifth of the axis; the last moment is the run as it is.
    expect(chosen).toEqual([2, 3, 4, undefined]);
    point('pointermove', -0.3, 1);
    expect(chosen.at(-1)).toBe(0);
  });

  it('shows the moment that is pressed', async () => {
    const { chosen, point } = await render();
    point('pointerdown', 0.61, 1);
    point('pointerup', 0.61, 0);
    point('click', 0.61, 0);
    expect(chosen).toEqual([3]);
  });
});
