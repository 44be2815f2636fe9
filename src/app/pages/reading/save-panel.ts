import { isBlankDrawing, type Drawing } from '#model';
import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { drawingFile, type DrawingFormat } from '../../features/drawing/drawing-files.ts';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { FileSaver } from '../../platform/file-saver.ts';
import { Drawer } from '../../ui/drawer.ts';
import { Icon } from '../../ui/icon.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { networkPicture, type PictureParts } from './picture/network-picture.ts';

/** Pixels per CSS pixel of a picture for a wall. */
const POSTER_SCALE = 4;
/** A picture as large as on screen is at least this sharp. */
const LEAST_SCALE = 2;

type PictureSize = 'screen' | 'poster';

/** A picture that is ready to be saved. */
interface Painted {
  readonly file: File;
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

const FORMATS = [
  ['svg', 'saving.asSvg'],
  ['png', 'saving.asPng'],
  ['json', 'saving.asJson'],
] as const;

/**
 * Saves or shares what is on the paper, and a picture of the network. Files are made before the button is pressed: a
 * share sheet opens only shortly after a tap.
 */
@Component({
  selector: 'app-save-panel',
  imports: [Drawer, Icon, SegmentedChoice],
  templateUrl: './save-panel.html',
  styleUrl: './save-panel.css',
})
export class SavePanel {
  protected readonly say = inject(Phrases).say;
  private readonly figures = inject(Figures);
  private readonly saver = inject(FileSaver);
  private readonly document = inject(DOCUMENT);

  readonly drawing = input.required<Drawing>();
  /** What a picture shows, with or without the paper; undefined if there is no picture of the network. */
  readonly parts = input.required<(hasPaper: boolean) => PictureParts | undefined>();

  private readonly drawer = viewChild.required(Drawer);
  protected readonly formats = FORMATS;
  protected readonly isBlank = computed(() => isBlankDrawing(this.drawing()));
  protected readonly hasPaper = signal(true);
  protected readonly size = signal<PictureSize>('screen');
  protected readonly sizes = computed((): Segment<PictureSize>[] => [
    { value: 'screen', text: this.say('saving.screen') },
    { value: 'poster', text: this.say('saving.poster') },
  ]);
  protected readonly painted = signal<Painted | 'failed' | undefined>(undefined);
  protected readonly picture = computed(() => {
    const painted = this.painted();
    return painted === 'failed' ? undefined : painted;
  });
  protected readonly facts = computed(() => {
    const picture = this.picture();
    if (!picture) return '';
    const { width, height, file } = picture;
    const size = this.figures.fileSize(file.size);
    const [wide, high] = [width, height].map((side) => this.figures.count(side));
    return this.say('saving.pixels', { width: wide ?? '', height: high ?? '', size });
  });
  /** What was said about the last file; `again` asks for one more tap. */
  protected readonly word = signal<'' | 'saving.saved' | 'saving.again'>('');
  /** Files whose tap expired while they were made. */
  private waiting: readonly File[] | undefined;
  /** Counts openings: the page may have changed in between. */
  private readonly opened = signal(1);

  constructor() {
    effect((onCleanup) => {
      this.opened();
      const [hasPaper, size] = [this.hasPaper(), this.size()];
      let isCurrent = true;
      onCleanup(() => {
        isCurrent = false;
      });
      // Once more when the picture of the network arrives, or what it shows has changed.
      const parts = this.parts()(hasPaper);
      untracked(() => void this.paint(parts, size, () => isCurrent));
    });
    inject(DestroyRef).onDestroy(() => {
      this.letGo();
    });
  }

  open(): void {
    this.word.set('');
    this.opened.update((count) => count + 1);
    this.drawer().open();
  }

  protected async saveDrawing(format: DrawingFormat): Promise<void> {
    await this.save([await drawingFile(this.drawing(), format, this.document)]);
  }

  protected async savePicture(): Promise<void> {
    const picture = this.picture();
    if (picture) await this.save([picture.file]);
  }

  private async save(files: readonly File[]): Promise<void> {
    const isAgain = this.waiting?.[0]?.name === files[0]?.name;
    const outcome = await this.saver.save(files, isAgain);
    this.waiting = outcome === 'expired' ? files : undefined;
    if (outcome === 'expired') this.word.set('saving.again');
    else this.word.set(outcome === 'dismissed' ? '' : 'saving.saved');
  }

  private async paint(
    parts: PictureParts | undefined,
    size: PictureSize,
    isCurrent: () => boolean,
  ): Promise<void> {
    this.letGo();
    this.painted.set(undefined);
    if (!parts) {
      this.painted.set('failed');
      return;
    }
    const scale = size === 'poster' ? POSTER_SCALE : Math.max(LEAST_SCALE, devicePixelRatio);
    try {
      const { file, size: pixels } = await networkPicture(parts, scale);
      if (isCurrent()) this.painted.set({ file, url: URL.createObjectURL(file), ...pixels });
    } catch (error) {
      // The picture was lost, or there is no memory for a canvas of this size.
      if (!(error instanceof Error)) throw error;
      if (isCurrent()) this.painted.set('failed');
    }
  }

  private letGo(): void {
    const picture = untracked(this.picture);
    if (picture) URL.revokeObjectURL(picture.url);
  }
}
