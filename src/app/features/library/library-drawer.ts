import { FormatError, isBlankDrawing, type Drawing, type LabelledDrawing } from '#model';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { LibraryService } from '../../network/library/client/library-service.ts';
import { networkAnswers } from '../../network/library/client/network-answers.ts';
import {
  UNDO_WITHIN_MS,
  type LibraryNetwork,
  type RemovedNetwork,
} from '../../network/library/shared/library-network.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { CLOCK } from '../../platform/clock.ts';
import { Drawer } from '../../ui/drawer.ts';
import { Icon } from '../../ui/icon.ts';
import { PageLink } from '../../ui/page-link.ts';
import { AddressForm } from './address-form.ts';
import { DrawingThumbnail } from './drawing-thumbnail.ts';
import { FacesInView } from './faces-in-view.ts';
import { ImportSheet, type Decision } from './import-sheet.ts';
import { NetworkCard } from './network-card.ts';
import { NetworkImport } from './network-import.ts';
import { NetworkWords } from './network-words.ts';

/** What came in from outside the drawer; a new object is something new. */
export type Incoming = { readonly files: readonly File[] } | { readonly refusal: string };

/** Every network on this device, what each reads on the paper, and how others come in. */
@Component({
  selector: 'app-library-drawer',
  imports: [AddressForm, Drawer, DrawingThumbnail, Icon, ImportSheet, NetworkCard, PageLink],
  providers: [FacesInView],
  templateUrl: './library-drawer.html',
  styleUrl: './library-drawer.css',
})
export class LibraryDrawer {
  protected readonly library = inject(LibraryService);
  protected readonly imports = inject(NetworkImport);
  protected readonly faces = inject(FacesInView);
  private readonly words = inject(NetworkWords);
  protected readonly say = inject(Phrases).say;
  private readonly clock = inject(CLOCK);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** What is on the paper. */
  readonly drawing = input.required<Drawing>();
  /** What of it goes into a network: ink 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();
  /** Index of the checkpoint on screen. */
  readonly checkpoint = input.required<number | undefined>();
  /** Whether there is a way to the page where networks are trained. */
  readonly canTrain = input(true);
  /** Files that were dropped, pasted, or opened with the app, or why such cannot be taken. */
  readonly incoming = input<Incoming>();
  /** A drawing to put on the paper. */
  readonly drawingChosen = output<Drawing>();
  /** A network was chosen to read with; one that was only kept was not. */
  readonly readingWanted = output();

  private readonly drawer = viewChild.required(Drawer);
  protected readonly isBlank = computed(() => isBlankDrawing(this.drawing()));
  protected readonly isImporting = computed(() => this.imports.state().kind !== 'idle');
  protected readonly answers = networkAnswers(() =>
    this.isBlank() || this.library.networks().length === 0 ? undefined : this.image(),
  );
  protected readonly word = signal('');
  /** A network whose card takes the focus as soon as the list has it. */
  private readonly awaited = signal<string | undefined>(undefined);
  /** Tablets and phones have no folders to choose. */
  protected readonly canChooseFolders =
    'webkitdirectory' in HTMLInputElement.prototype && !matchMedia('(pointer: coarse)').matches;
  private readonly now = signal(this.clock.wallTime());
  /** Those that can still be brought back. */
  protected readonly removed = computed(() =>
    this.library.removed().filter(({ removedMs }) => this.now() - removedMs < UNDO_WITHIN_MS),
  );

  constructor() {
    this.library.open();
    effect(() => {
      const incoming = this.incoming();
      untracked(() => {
        if (!incoming) return;
        if ('files' in incoming) void this.imports.take(incoming.files);
        else this.imports.refuse(incoming.refusal);
      });
    });
    effect((onCleanup) => {
      const [first] = this.library.removed();
      if (!first) return;
      this.now.set(this.clock.wallTime());
      const left = this.library.removed().map(({ removedMs }) => removedMs + UNDO_WITHIN_MS);
      const next = left.filter((at) => at > this.clock.wallTime()).sort((a, b) => a - b);
      const cancels = next.map((at) =>
        this.clock.after(at - this.clock.wallTime() + 1, () => {
          this.now.set(this.clock.wallTime());
        }),
      );
      onCleanup(() => {
        for (const cancel of cancels) cancel();
      });
    });
    effect(() => {
      this.library.networks();
      untracked(() => {
        this.afterRender(() => {
          this.faces.watch(this.host.querySelectorAll('[data-network]'));
        });
      });
    });
    effect(() => {
      const id = this.awaited();
      if (id === undefined || !this.library.networks().some((network) => network.id === id)) return;
      this.awaited.set(undefined);
      untracked(() => {
        this.afterRender(() => {
          const card = this.focusOn(`[data-network="${CSS.escape(id)}"] .use`);
          card?.scrollIntoView({ block: 'nearest' });
        });
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.imports.close();
    });
  }

  open(): void {
    this.word.set('');
    this.drawer().open();
  }

  protected async use(network: LibraryNetwork): Promise<void> {
    await this.tell(this.library.use(network.id), 'library.used', this.words.name(network));
    if (this.library.inUse() === network.id) this.readingWanted.emit();
  }

  protected async useAddress(address: string): Promise<void> {
    try {
      await this.library.use(address);
      this.readingWanted.emit();
    } catch (error) {
      this.told(error, ({ message }) => {
        this.imports.refuse(message);
      });
    }
  }

  protected async rename({ id }: LibraryNetwork, name: string): Promise<void> {
    await this.tell(this.library.rename(id, name), 'library.renamed', name.trim());
  }

  /** Takes a network out; the focus goes to the button that brings it back. */
  protected async remove(network: LibraryNetwork): Promise<void> {
    try {
      await this.library.remove(network.id);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.word.set('');
    this.now.set(this.clock.wallTime());
    this.afterRender(() => {
      this.focusOn(`[data-undo="${CSS.escape(network.id)}"]`);
    });
  }

  protected async undo({ id, name }: RemovedNetwork): Promise<void> {
    await this.tell(this.library.undo(id), 'library.back', name);
    this.awaited.set(id);
  }

  protected takeFrom({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const files = Array.from(target.files ?? []);
    if (files.length > 0) void this.imports.take(files);
    // So that choosing the same files again fires `change`.
    target.value = '';
  }

  /** Keeps a network and has it read; its card takes the focus. */
  protected async keep({ report, ink }: Decision): Promise<void> {
    const id = await this.imports.keep(report, ink && { ink });
    if (id === undefined) return;
    this.word.set(this.say('import.kept', { name: report.name }));
    this.awaited.set(id);
  }

  protected async look({ report, ink }: Decision): Promise<void> {
    await this.imports.look(report, ink);
    if (this.imports.state().kind !== 'idle') return;
    this.focusAdd();
    this.readingWanted.emit();
  }

  protected put({ drawing }: LabelledDrawing): void {
    this.drawer().close();
    this.drawingChosen.emit(drawing);
  }

  protected focusAdd(): void {
    this.afterRender(() => {
      this.focusOn('.add button');
    });
  }

  private async tell(
    change: Promise<void>,
    done: 'library.used' | 'library.renamed' | 'library.back',
    name: string,
  ): Promise<void> {
    try {
      await change;
      this.word.set(this.say(done, { name }));
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.told(error, ({ message }) => {
      this.word.set(`${this.say('library.failed')} ${message}`);
    });
  }

  /** Tells that the network, the worker or the storage failed. @throws what is no such failure */
  private told(error: unknown, tell: (failure: Error) => void): void {
    if (error instanceof FormatError || error instanceof WeightsFailure) tell(error);
    // Another network was chosen meanwhile.
    else if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }

  private focusOn(selector: string): HTMLElement | undefined {
    const element = this.host.querySelector<HTMLElement>(selector) ?? undefined;
    element?.focus();
    return element;
  }

  private afterRender(act: () => void): void {
    const { injector } = this;
    afterNextRender(act, { injector });
  }
}
