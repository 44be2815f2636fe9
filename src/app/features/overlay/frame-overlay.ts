import { Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import type { FrameStats } from '../../platform/frame-stats.ts';
import { CLOCK } from '../../platform/clock.ts';
import { FrameRate } from './frame-rate.ts';
import { MEMORY_METER } from './memory-meter.ts';

/** Figures change no faster than people can read. */
const REFRESH_MS = 250;
/** After this long without a frame the picture rests, and memory is measured. */
const REST_MS = 1000;
const BYTES_PER_MEGABYTE = 1e6;

/**
 * Shows the frame rate and the cost of the picture. It only measures frames that are drawn anyway and never
 * requests one.
 */
@Component({
  selector: 'app-frame-overlay',
  template: `
    <dl>
      @for (row of rows(); track $index) {
        <div>
          <dt>{{ row.name }}</dt>
          <dd>{{ row.text }}</dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './frame-overlay.css',
  host: { role: 'region', '[attr.aria-label]': "say('settings.overlay')" },
})
export class FrameOverlay {
  private readonly clock = inject(CLOCK);
  private readonly measureMemory = inject(MEMORY_METER);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  /** The last frame that was drawn. */
  readonly frame = input.required<FrameStats | undefined>();

  private readonly rate = new FrameRate();
  private cancelRefresh: (() => void) | undefined;
  private cancelRest: (() => void) | undefined;
  private isMeasuring = false;
  private readonly shown = signal<(FrameStats & { readonly perSecond?: number }) | undefined>(
    undefined,
  );
  private readonly isResting = signal(true);
  private readonly bytes = signal<number | undefined>(undefined);

  protected readonly rows = computed(() => {
    const { count } = this.figures;
    const [frame, bytes] = [this.shown(), this.bytes()];
    const whole = (value: number | undefined): string =>
      value === undefined ? '–' : count(Math.round(value));
    return [
      {
        name: this.say('overlay.rate'),
        text: this.isResting() ? this.say('overlay.rest') : whole(frame?.perSecond),
      },
      { name: this.say('overlay.drawCalls'), text: whole(frame?.drawCalls) },
      { name: this.say('overlay.triangles'), text: whole(frame?.triangles) },
      { name: this.say('overlay.textures'), text: whole(frame?.textures) },
      { name: this.say('overlay.geometries'), text: whole(frame?.geometries) },
      {
        name: this.say('overlay.memory'),
        text:
          bytes === undefined
            ? '–'
            : this.say('overlay.megabytes', { size: whole(bytes / BYTES_PER_MEGABYTE) }),
      },
    ];
  });

  constructor() {
    effect(() => {
      const frame = this.frame();
      if (frame) this.addFrame(frame);
    });
    inject(DestroyRef).onDestroy(() => {
      this.cancelRefresh?.();
      this.cancelRest?.();
    });
    this.measure();
  }

  private addFrame(frame: FrameStats): void {
    this.rate.add(frame.atMs);
    this.cancelRefresh ??= this.clock.after(REFRESH_MS, () => {
      this.cancelRefresh = undefined;
      this.refresh();
    });
    this.cancelRest?.();
    this.cancelRest = this.clock.after(REST_MS, () => {
      this.isResting.set(true);
      this.measure();
    });
  }

  private refresh(): void {
    const frame = this.frame();
    const { perSecond } = this.rate;
    this.isResting.set(false);
    if (frame) this.shown.set({ ...frame, ...(perSecond !== undefined && { perSecond }) });
  }

  private measure(): void {
    if (this.isMeasuring) return;
    this.isMeasuring = true;
    void this.measureMemory((bytes) => {
      this.bytes.set(bytes);
    }).finally(() => {
      this.isMeasuring = false;
    });
  }
}
