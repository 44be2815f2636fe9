import { FormatError } from '#model';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import type { PhraseKey } from '../../i18n/languages.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LibraryService } from '../../network/library/client/library-service.ts';
import type { ExportFormat, LibraryNetwork } from '../../network/library/shared/library-network.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { FileSaver } from '../../platform/file-saver.ts';

/** A file that is being written, or is ready to be saved. */
interface Written {
  readonly files?: readonly File[];
  readonly reason?: string;
}

/** In the order in which they are written: the zip takes longest. */
const WRITTEN: readonly ExportFormat[] = ['checkpoint', 'onnx', 'zip'];
const SHOWN: readonly ExportFormat[] = ['zip', 'checkpoint', 'onnx'];

/**
 * Saves or shares a network as one of several kinds of files. All are written as soon as it is shown, in the worker: a
 * share sheet opens only shortly after a tap.
 */
@Component({
  selector: 'app-network-saving',
  template: `
    @for (entry of entries(); track entry.format) {
      <button
        type="button"
        class="menu-entry"
        [disabled]="!!entry.reason"
        [attr.aria-busy]="entry.isWanted && !entry.isReady"
        (click)="save(entry.format)"
      >
        {{ entry.name }}
        <span class="note" translate="no">{{ entry.note }}</span>
      </button>
    }
    <p role="status">{{ message() }}</p>
    @if (network().precision === 'float32') {
      <p>{{ say('library.outRounded') }}</p>
    }
  `,
  styleUrl: './network-saving.css',
})
export class NetworkSaving {
  private readonly library = inject(LibraryService);
  private readonly saver = inject(FileSaver);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly network = input.required<LibraryNetwork>();
  /** Index of the checkpoint on screen, if it is this network's; else its last one is saved. */
  readonly checkpoint = input<number>();
  /** It is saved, or someone has decided otherwise. */
  readonly done = output();

  private readonly written = signal<Partial<Record<ExportFormat, Written>>>({});
  private readonly wanted = signal<ExportFormat | undefined>(undefined);
  private readonly isAskedAgain = signal(false);
  private readonly writing = new AbortController();

  /** One moment is all moments. */
  private readonly formats = computed(() =>
    SHOWN.filter((format) => format !== 'checkpoint' || this.network().checkpoints > 1),
  );
  protected readonly entries = computed(() =>
    this.formats().map((format) => {
      const { files, reason } = this.written()[format] ?? {};
      const isWanted = this.wanted() === format;
      const size = files?.reduce((sum, file) => sum + file.size, 0);
      const note = size === undefined ? (reason ? '' : '…') : this.figures.fileSize(size);
      const isReady = files !== undefined;
      return { format, name: this.say(this.nameOf(format)), note, isWanted, isReady, reason };
    }),
  );
  protected readonly message = computed(() => {
    if (this.isAskedAgain()) return this.say('library.again');
    const wanted = this.wanted();
    if (wanted && !this.written()[wanted]) return this.say('library.building');
    const reason = Object.values(this.written()).find((one) => one.reason)?.reason;
    if (reason !== undefined) return this.say('library.outFailed', { reason });
    return this.say('library.outMeaning');
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.writing.abort();
    });
    effect(() => {
      const { id } = this.network();
      untracked(() => void this.writeAll(id));
    });
  }

  /** Saves a file at once if it is ready; else as soon as it is. */
  protected async save(format: ExportFormat): Promise<void> {
    this.wanted.set(format);
    const files = this.written()[format]?.files;
    if (!files) return;
    const outcome = await this.saver.save(files, this.isAskedAgain());
    // The menu was closed meanwhile.
    if (this.writing.signal.aborted) return;
    this.isAskedAgain.set(outcome === 'expired');
    if (outcome === 'expired') return;
    this.wanted.set(undefined);
    if (outcome !== 'dismissed') this.done.emit();
  }

  private nameOf(format: ExportFormat): PhraseKey {
    switch (format) {
      case 'zip':
        return this.network().checkpoints > 1 ? 'library.outZip' : 'library.outOnly';
      case 'onnx':
        return 'library.outOnnx';
      case 'checkpoint':
        return this.checkpoint() === undefined ? 'library.outLast' : 'library.outCheckpoint';
      default:
        return format satisfies never;
    }
  }

  private async writeAll(id: string): Promise<void> {
    const { signal } = this.writing;
    const checkpoint = untracked(this.checkpoint);
    const formats = untracked(this.formats);
    for (const format of WRITTEN.filter((one) => formats.includes(one))) {
      const options = checkpoint === undefined ? { signal } : { checkpoint, signal };
      let result: Written;
      try {
        const written = await this.library.exportFiles(id, format, options);
        const files = written.map(({ name, type, bytes }) => new File([bytes], name, { type }));
        result = { files };
      } catch (error) {
        // The menu was closed.
        if (signal.aborted) return;
        // A weight does not fit, or could not be read.
        if (!(error instanceof FormatError || error instanceof WeightsFailure)) throw error;
        result = { reason: error.message };
      }
      this.written.update((written) => ({ ...written, [format]: result }));
      if (this.wanted() === format) await this.save(format);
    }
  }
}
