import { Component, inject, output, signal } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { takesText } from '../../platform/takes-text.ts';
import { CLOCK } from '../../platform/clock.ts';
import { droppedFiles } from './dropped-files.ts';

/** A pointer that drags something tells so every half second at least, wherever it is on the page. */
const GONE_AFTER_MS = 700;

/** The whole page takes files that are dropped on it: a browser would show them in its place. */
@Component({
  selector: 'app-drop-zone',
  template: `
    @if (isOver()) {
      <div>
        <p>{{ say('drop.here') }}</p>
      </div>
    }
  `,
  styleUrl: './drop-zone.css',
  host: {
    '(window:dragenter)': 'dragOver($event)',
    '(window:dragover)': 'dragOver($event)',
    '(window:drop)': 'drop($event)',
  },
})
export class DropZone {
  private readonly clock = inject(CLOCK);
  protected readonly say = inject(Phrases).say;

  /** Files that may be an export's. */
  readonly taken = output<readonly File[]>();
  /** Why nothing of what was dropped is taken, in a sentence. */
  readonly refused = output<string>();

  protected readonly isOver = signal(false);
  private cancelTimer: (() => void) | undefined;

  protected dragOver(event: DragEvent): void {
    if (!isOurs(event)) return;
    event.preventDefault();
    if (!event.dataTransfer) return;
    event.dataTransfer.dropEffect = 'copy';
    if (!hasFiles(event)) return;
    this.cancelTimer?.();
    this.cancelTimer = this.clock.after(GONE_AFTER_MS, () => {
      this.isOver.set(false);
    });
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    if (!isOurs(event)) return;
    event.preventDefault();
    this.cancelTimer?.();
    this.isOver.set(false);
    if (event.dataTransfer) void this.readFiles(event.dataTransfer);
  }

  private async readFiles(transfer: DataTransfer): Promise<void> {
    try {
      const { files, name } = await droppedFiles(transfer);
      if (files.length > 0) this.taken.emit(files);
      else if (name === undefined) this.refused.emit(this.say('drop.noFiles'));
      else this.refused.emit(this.say('drop.otherFiles', { name }));
    } catch (error) {
      // NotFoundError, NotReadableError, SecurityError: gone meanwhile, or not for this page.
      if (!(error instanceof DOMException)) throw error;
      this.refused.emit(this.say('drop.unreadable'));
    }
  }
}

/** Text that is dropped where text is written stays the browser's. */
function isOurs(event: DragEvent): boolean {
  return hasFiles(event) || !takesText(event.target);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
