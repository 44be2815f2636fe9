import type { BrushStroke } from '#model';
import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { Demonstration } from '../demonstration.ts';
import { DigitPad } from '../digit-pad.ts';
import { DrawingStore } from '../drawing-store.ts';
import type { DrawingTool } from '../drawing-tool.ts';
import { HistoryKeys } from '../history-keys.ts';
import { SampleDigits, type SamplesState } from '../sample-digits.ts';

/** Width and height of the pad, CSS pixels. */
export const PAD_SIZE_PX = 280;

@Component({
  selector: 'app-pad-host',
  imports: [DigitPad],
  template: `<app-digit-pad [tool]="tool()" />`,
})
class PadHost {
  readonly tool = signal<DrawingTool>('pen');
}

/** A position in pad units. */
export interface PadPoint {
  readonly x: number;
  readonly y: number;
}

/** A drawing pad on the page of a spec, and what pointers and keys do to it. */
export class PadPage {
  readonly samples = signal<SamplesState>({ kind: 'ready' });
  /** The image of every sample. */
  readonly raster = new Float32Array(784).fill(0.5);
  /** How many times the samples were asked for. */
  loads = 0;
  readonly store: DrawingStore;
  readonly fixture: ComponentFixture<PadHost>;
  readonly pad: HTMLElement;

  constructor() {
    const digits: Partial<SampleDigits> = {
      state: this.samples,
      any: () => (this.samples().kind === 'ready' ? this.raster : undefined),
      load: () => {
        this.loads += 1;
        return Promise.resolve();
      },
    };
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        DrawingStore,
        Demonstration,
        HistoryKeys,
        { provide: SampleDigits, useValue: digits },
      ],
    });
    this.store = TestBed.inject(DrawingStore);
    this.fixture = TestBed.createComponent(PadHost);
    this.fixture.detectChanges();
    const root = this.fixture.nativeElement as HTMLElement;
    root.style.cssText = `position: fixed; left: 50px; top: 30px; width: ${PAD_SIZE_PX}px`;
    this.pad = root.querySelector<HTMLElement>('[role="application"]') ?? root;
  }

  readonly strokes = (): readonly BrushStroke[] => this.store.drawing().strokes;

  /** Whole numbers: `[stroke][point][x, y]`. */
  readonly pointsOfStrokes = (): number[][][] =>
    this.strokes().map(({ points }) => points.map(({ x, y }) => [Math.round(x), Math.round(y)]));

  hold(tool: DrawingTool): void {
    this.fixture.componentInstance.tool.set(tool);
    this.fixture.detectChanges();
  }

  /** Sends a pointer event at a point in pad units. */
  readonly point = (type: string, { x, y }: PadPoint, init: PointerEventInit = {}): void => {
    const bounds = this.pad.getBoundingClientRect();
    const event = new PointerEvent(type, {
      pointerId: 5,
      isPrimary: true,
      pointerType: 'mouse',
      bubbles: true,
      cancelable: true,
      buttons: type === 'pointerup' ? 0 : 1,
      clientX: bounds.left + (x / 28) * bounds.width,
      clientY: bounds.top + (y / 28) * bounds.height,
      ...init,
    });
    this.pad.dispatchEvent(event);
  };

  readonly press = (key: string, init: KeyboardEventInit = {}): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
    this.pad.dispatchEvent(event);
    return event;
  };
}
