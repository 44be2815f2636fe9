import { FormatError } from '#model';
import type { InkReading } from '#formats';
import { inject, Service, signal } from '@angular/core';
import { LibraryService } from '../../network/library/client/library-service.ts';
import type { ImportReport, NetworkReport } from '../../network/library/shared/import-report.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';

/** What has become of the files that came in last. */
export type ImportState =
  | { readonly kind: 'idle' }
  /** They are being checked. */
  | { readonly kind: 'checking'; readonly names: readonly string[] }
  /** They were checked; nothing is kept yet. */
  | { readonly kind: 'checked'; readonly report: ImportReport }
  /** What was checked is being kept. */
  | { readonly kind: 'keeping'; readonly report: NetworkReport }
  /** They cannot be used, or what was checked cannot be kept: one sentence. `report` is still there to be looked at. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly report: NetworkReport | undefined;
    };

/**
 * What comes in: by button, by drop, from the clipboard, or because the system opened files with the app. Every way ends
 * in `take`, and in a report that says what it is before anything is kept.
 */
@Service()
export class NetworkImport {
  private readonly library = inject(LibraryService);
  private readonly current = signal<ImportState>({ kind: 'idle' });
  private checking = new AbortController();

  readonly state = this.current.asReadonly();

  /** Checks files. Those that came before, and were not kept, are forgotten. */
  async take(files: readonly File[]): Promise<void> {
    this.close();
    const { signal } = (this.checking = new AbortController());
    this.current.set({ kind: 'checking', names: files.map(({ name }) => name) });
    try {
      const report = await this.library.check(files, signal);
      if (!signal.aborted) this.current.set({ kind: 'checked', report });
    } catch (error) {
      if (!signal.aborted) this.fail(error, undefined);
    }
  }

  /** Says why something that came in cannot be used. */
  refuse(message: string): void {
    this.close();
    this.current.set({ kind: 'refused', message, report: undefined });
  }

  /**
   * Keeps the network that was checked, and has it read.
   * @param ink how ink counts, where the report asks
   * @returns its id; undefined if it could not be kept, which `state` says
   */
  async keep(
    report: NetworkReport,
    choice: { readonly name?: string; readonly ink?: InkReading } = {},
  ): Promise<string | undefined> {
    this.current.set({ kind: 'keeping', report });
    try {
      const id = await this.library.keep(report, choice);
      this.current.set({ kind: 'idle' });
      await this.library.use(id);
      return id;
    } catch (error) {
      this.fail(error, report);
      return undefined;
    }
  }

  /** Has the network that was checked read, without keeping it. */
  async look(report: NetworkReport, ink?: InkReading): Promise<void> {
    try {
      await this.library.look(report, ink);
      this.current.set({ kind: 'idle' });
    } catch (error) {
      this.fail(error, report);
    }
  }

  /** Forgets what came in and is not kept. */
  close(): void {
    this.checking.abort();
    const state = this.current();
    const report = 'report' in state ? state.report : undefined;
    if (report?.kind === 'network') this.library.cancel(report);
    this.current.set({ kind: 'idle' });
  }

  private fail(error: unknown, report: NetworkReport | undefined): void {
    // FormatError: a file is wrong. WeightsFailure: the worker or the storage failed. DOMException: something newer came.
    const isExpected = [FormatError, WeightsFailure, DOMException].some(
      (kind) => error instanceof kind,
    );
    if (!isExpected || !(error instanceof Error)) throw error;
    this.current.set({ kind: 'refused', message: error.message, report });
  }
}
