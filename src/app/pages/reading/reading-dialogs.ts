import type { Drawing } from '#model';
import { DOCUMENT } from '@angular/common';
import { Component, effect, inject, input, output, signal, viewChild } from '@angular/core';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import { DropZone } from '../../features/drop/drop-zone.ts';
import { HelpPanel } from '../../features/help/help-panel.ts';
import { LibraryDrawer, type Incoming } from '../../features/library/library-drawer.ts';
import { LaunchedFiles } from '../../features/offline/install/launched-files.ts';
import { OfflinePage } from '../../features/offline/offline-page.ts';
import { OfflineSummary } from '../../features/offline/offline-summary.ts';
import { PageAddress } from '../../platform/page-address.ts';
import { LazyDialog } from '../../ui/lazy-dialog.ts';
import { MissingPart } from '../../ui/missing-part.ts';
import { AppNotices } from '../app-notices.ts';
import { SettingsPanel } from '../settings/settings-panel.ts';
import type { PictureParts } from './picture/network-picture.ts';
import { ReadingSession } from './reading-session.ts';
import { ReadingTroubles } from './reading-troubles.ts';
import { SavePanel } from './save-panel.ts';

/** What opens over the page, loaded when it is wanted; and files that come in, which open the library. */
@Component({
  selector: 'app-reading-dialogs',
  imports: [
    DropZone,
    HelpPanel,
    LibraryDrawer,
    MissingPart,
    OfflinePage,
    OfflineSummary,
    SavePanel,
    SettingsPanel,
  ],
  templateUrl: './reading-dialogs.html',
  styles: ':host { display: contents; }',
})
export class ReadingDialogs {
  /** What a picture of the page shows; undefined without a network on it. */
  readonly parts = input.required<(hasPaper: boolean) => PictureParts | undefined>();
  readonly tableWanted = output();

  protected readonly session = inject(ReadingSession);
  protected readonly appNotices = inject(AppNotices);
  private readonly troubles = inject(ReadingTroubles);
  private readonly store = inject(DrawingStore);
  private readonly document = inject(DOCUMENT);
  private readonly launched = inject(LaunchedFiles).files;

  private readonly libraryDrawer = viewChild<LibraryDrawer>('libraryDrawer');
  private readonly savePanel = viewChild<SavePanel>('savePanel');
  private readonly settingsPanel = viewChild<SettingsPanel>('settingsPanel');
  private readonly helpPanel = viewChild<HelpPanel>('helpPanel');
  readonly library = new LazyDialog(this.libraryDrawer);
  readonly saving = new LazyDialog(this.savePanel);
  readonly settings = new LazyDialog(this.settingsPanel);
  readonly help = new LazyDialog(this.helpPanel);
  readonly isOfflineOpen = signal(inject(PageAddress).asksFor('offline'));
  /** Files that came in by drop, paste or the system. */
  protected readonly incoming = signal<Incoming | undefined>(undefined);

  constructor() {
    effect(() => {
      const files = this.launched();
      if (files.length > 0) this.takeFiles(files);
    });
  }

  /** Has files that were opened, dropped or pasted checked: the library says what they are. */
  protected takeFiles(files: readonly File[]): void {
    this.troubles.forgetDrop();
    this.incoming.set({ files });
    this.library.open();
  }

  protected refuseDrop(text: string): void {
    // A dialog covers the notices.
    const isDialogOpen = this.document.querySelector('dialog:modal') !== null;
    if (isDialogOpen) {
      this.incoming.set({ refusal: text });
      this.library.open();
    } else {
      this.troubles.refuseDrop(text);
    }
  }

  /** Puts a drawing from a file on the paper. */
  protected showDrawing(drawing: Drawing): void {
    this.store.dispatch({ kind: 'replace', drawing });
  }
}
