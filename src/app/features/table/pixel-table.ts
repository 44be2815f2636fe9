import { IMAGE_SIZE } from '#model';
import { afterNextRender, Component, computed, ElementRef, inject, input } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';

const INDEXES = Array.from({ length: IMAGE_SIZE }, (_, index) => index);

/** The drawing as numbers: 28 rows of 28 pixels, with their intensities in percent. */
@Component({
  selector: 'app-pixel-table',
  templateUrl: './pixel-table.html',
  styleUrl: './pixel-table.css',
  host: { tabindex: '0', role: 'group', '[attr.aria-label]': 'caption()' },
})
export class PixelTable {
  private readonly count = inject(Figures).count;
  protected readonly say = inject(Phrases).say;

  /** Pixel intensities 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly caption = computed(() => this.say('table.pixels'));
  protected readonly numbers = INDEXES.map((index) => index + 1);
  protected readonly rows = computed(() =>
    INDEXES.map((row) =>
      INDEXES.map((column) => {
        const percent = Math.round(100 * (this.image()[row * IMAGE_SIZE + column] ?? 0));
        return { text: this.count(percent), isInked: percent > 0 };
      }),
    ),
  );

  constructor() {
    // When not all columns fit, shows the middle, where digits are.
    afterNextRender(() => {
      const { scrollWidth, clientWidth } = this.host;
      this.host.scrollLeft = (scrollWidth - clientWidth) / 2;
    });
  }
}
