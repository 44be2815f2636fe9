import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Flyout } from '../../ui/flyout.ts';
import { Icon } from '../../ui/icon.ts';
import { SampleDigits, sampleReason } from './sample-digits.ts';

/** Distance from the list to its button and to the edge of the screen. */
const MARGIN_PX = 8;

/** A button that opens ten more, one per digit: each shows a handwritten sample. */
@Component({
  selector: 'app-sample-menu',
  imports: [Flyout, Icon],
  templateUrl: './sample-menu.html',
  styleUrl: './sample-menu.css',
  host: { '(window:resize)': 'reposition()' },
})
export class SampleMenu {
  private readonly samples = inject(SampleDigits);
  protected readonly say = inject(Phrases).say;

  /** Pixel intensities 0..1, row-major, `[28][28]`. */
  readonly chosen = output<Float32Array>();

  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  private readonly list = viewChild.required('list', { read: Flyout });
  private readonly flyout = viewChild.required<unknown, ElementRef<HTMLElement>>('list', {
    read: ElementRef,
  });
  private readonly injector = inject(Injector);

  protected readonly digits = Array.from({ length: 10 }, (_, digit) => digit);
  protected readonly isReady = computed(() => this.samples.state().kind === 'ready');
  /** Why the buttons are disabled. */
  protected readonly reason = computed(() => sampleReason(this.samples.state(), this.say));
  protected readonly message = computed(() => {
    const state = this.samples.state();
    return state.kind === 'damaged' ? state.message : undefined;
  });
  protected readonly corner = signal({ left: 0, bottom: 0 });

  protected fetchAndPosition(): void {
    void this.samples.load();
    const { injector } = this;
    const write = (): void => {
      this.reposition();
    };
    afterNextRender({ write }, { injector });
  }

  /** Positions the list above its button, or over the button when there is no room above. */
  protected reposition(): void {
    if (!this.list().isOpen()) return;
    const { offsetWidth, offsetHeight } = this.flyout().nativeElement;
    const height = document.documentElement.clientHeight;
    const button = this.opener().nativeElement.getBoundingClientRect();
    this.corner.set({
      left: Math.max(MARGIN_PX, button.right - offsetWidth),
      bottom: Math.max(
        MARGIN_PX,
        Math.min(height - button.top, height - offsetHeight - 2 * MARGIN_PX) + MARGIN_PX,
      ),
    });
  }

  protected choose(digit: number): void {
    this.list().close();
    const image = this.samples.any(digit);
    if (image) this.chosen.emit(image);
  }
}
