import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { CLOCK } from '../../platform/clock.ts';
import type { FrameStats } from '../../platform/frame-stats.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { FrameOverlay } from './frame-overlay.ts';
import { MEMORY_METER } from './memory-meter.ts';

const frameAt = (atMs: number): FrameStats => ({
  atMs,
  drawCalls: 7,
  triangles: 48_212,
  textures: 8,
  geometries: 1,
});

describe('FrameOverlay', () => {
  async function mount() {
    const clock = new ManualClock();
    let measurements = 0;
    const measure = (tell: (bytes: number) => void): Promise<void> => {
      measurements += 1;
      tell(24_400_000);
      return Promise.resolve();
    };
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        { provide: CLOCK, useValue: clock },
        { provide: MEMORY_METER, useValue: measure },
      ],
    });
    const fixture = TestBed.createComponent(FrameOverlay);
    const element = fixture.nativeElement as HTMLElement;
    fixture.componentRef.setInput('frame', undefined);
    fixture.detectChanges();
    await Promise.resolve();
    const draw = (atMs: number): void => {
      fixture.componentRef.setInput('frame', frameAt(atMs));
      fixture.detectChanges();
    };
    const wait = async (ms: number): Promise<void> => {
      clock.pass(ms);
      await Promise.resolve();
      fixture.detectChanges();
    };
    const texts = (): string[] =>
      Array.from(element.querySelectorAll('dd'), ({ textContent }) => textContent);
    return { draw, wait, texts, measurements: () => measurements };
  }

  it('shows the frame rate, and how long frames take', async () => {
    const { draw, wait, texts } = await mount();
    expect(texts()).toEqual(['at rest', '–', '–', '–', '–', '24 MB']);
    for (let atMs = 0; atMs <= 200; atMs += 20) draw(atMs);
    await wait(300);
    expect(texts()).toEqual(['50', '7', '48,212', '8', '1', '24 MB']);
  });

  it('stands still when nothing is drawn, and measures memory once when the picture comes to rest', async () => {
    const { draw, wait, texts, measurements } = await mount();
    expect(measurements()).toBe(1);
    draw(0);
    draw(20);
    await wait(500);
    expect(measurements()).toBe(1);
    await wait(60_000);
    expect(texts()[0]).toBe('at rest');
    expect(measurements()).toBe(2);
  });
});
