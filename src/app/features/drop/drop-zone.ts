import { Component, inject, output, signal } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { takesText } from '../../platform/takes-text.ts';
import { CLOCK } from '../../platform/clock.ts';
import { droppedFiles } from './dropped-files.ts';

/** While something is dragged over the page, `dragover` comes at least every half second. */
const GONE_AFTER_MS = 700;

/**
 * Accepts files that are dropped anywhere on the page, where the browser would open them instead of the app otherwise, or
 * pasted.
 */
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
    '(window:paste)': 'paste($event)',
  },
})
export class DropZone {
  private readonly clock = inject(CLOCK);
  protected readonly say = inject(Phrases).say;

  /** Files that may belong to a network, or be drawings. */
  readonly taken = output<readonly File[]>();
  /** Why nothing that was dropped or pasted can be used, in a sentence. */
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

  protected paste(event: ClipboardEvent): void {
    const { clipboardData, target } = event;
    // Text stays the browser's, and so does whatever is pasted into a text field.
    if (!clipboardData?.types.includes('Files') || takesText(target)) return;
    event.preventDefault();
    void this.readFiles(clipboardData);
  }

  private async readFiles(transfer: DataTransfer): Promise<void> {
    try {
      const { files, name } = await droppedFiles(transfer);
      if (files.length > 0) this.taken.emit(files);
      else if (name === undefined) this.refused.emit(this.say('drop.noFiles'));
      else this.refused.emit(this.say('drop.otherFiles', { name }));
    } catch (error) {
      // NotFoundError, NotReadableError, SecurityError: the file is gone, or not readable for this page.
      if (!(error instanceof DOMException)) throw error;
      this.refused.emit(this.say('drop.unreadable'));
    }
  }
}

/** Whether the app handles a drop; text dropped into a text field is left to the browser. */
function isOurs(event: DragEvent): boolean {
  return hasFiles(event) || !takesText(event.target);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
