import { isImported } from '../../imported-address.ts';
import { StorageFailure } from '../../storage/storage-failure.ts';
import { UnreachableFile } from '../../weights/shared/file-failure.ts';
import type { ExportSources } from '../../weights/worker/open-export.ts';
import { arrived } from './arrived.ts';
import type { LibraryStore } from './library-store.ts';

/** Networks that an earlier version of the app imported, which kept them with the exports: they move into the library. */
export class OlderImports {
  private readonly sources: ExportSources;
  private readonly store: LibraryStore;
  private readonly nowMs: () => number;
  private moving: Promise<void> | undefined;

  constructor(sources: ExportSources, store: LibraryStore, nowMs: () => number) {
    this.sources = sources;
    this.store = store;
    this.nowMs = nowMs;
  }

  /** Moves them, once; what cannot be moved stays where it is. */
  async moved(): Promise<void> {
    this.moving ??= this.move();
    await this.moving;
  }

  private async move(): Promise<void> {
    try {
      const records = await this.sources.store.exportRecords();
      if (![...records.keys()].some(isImported)) return;
      const { moveImported } = await arrived(import('./move-imported.ts'));
      await moveImported(this.sources, this.store, this.nowMs());
    } catch (error) {
      // No storage, or no room in it: everything stays where it is, and is opened from there.
      if (error instanceof StorageFailure) return;
      // Its code is not on this device yet: another time.
      this.moving = undefined;
      if (!(error instanceof UnreachableFile)) throw error;
    }
  }
}
