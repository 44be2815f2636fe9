import { DOCUMENT } from '@angular/common';
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
import { placeBeside } from './place-beside.ts';
import { SampleDigits, sampleReason } from './sample-digits.ts';
import { SampleThumbnail } from './sample-thumbnail.ts';

/** A button that opens ten more, one per digit: each shows a handwritten sample on the paper. */
@Component({
  selector: 'app-sample-menu',
  imports: [Flyout, Icon, SampleThumbnail],
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
  private readonly document = inject(DOCUMENT);

  protected readonly isReady = computed(() => this.samples.state().kind === 'ready');
  /** Each digit, and how someone wrote it, if the samples are there. */
  protected readonly digits = computed(() =>
    Array.from({ length: 10 }, (_, digit) => ({
      digit,
      image: this.isReady() ? this.samples.first(digit) : undefined,
    })),
  );
  /** Why the buttons are disabled. */
  protected readonly reason = computed(() => sampleReason(this.samples.state(), this.say));
  protected readonly message = computed(() => {
    const state = this.samples.state();
    return state.kind === 'damaged' ? state.message : undefined;
  });
  protected readonly corner = signal({ left: 0, top: 0 });

  protected fetchAndPosition(): void {
    void this.samples.load();
    const { injector } = this;
    const write = (): void => {
      this.reposition();
    };
    afterNextRender({ write }, { injector });
  }

  /** Positions the list so that the paper stays visible. */
  protected reposition(): void {
    if (!this.list().isOpen()) return;
    const { offsetWidth: width, offsetHeight: height } = this.flyout().nativeElement;
    const { clientWidth, clientHeight } = this.document.documentElement;
    const paper = this.document.querySelector('app-digit-pad')?.getBoundingClientRect();
    this.corner.set(
      placeBeside(
        paper ?? new DOMRect(),
        this.opener().nativeElement.getBoundingClientRect(),
        { width, height },
        { width: clientWidth, height: clientHeight },
      ),
    );
  }

  protected choose(digit: number): void {
    this.list().close();
    const image = this.samples.any(digit);
    if (image) this.chosen.emit(image);
  }
}
