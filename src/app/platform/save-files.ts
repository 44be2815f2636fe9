/** What saving a file takes of a browser. */
export interface SavingDevice {
  /** Whether files leave it by a share sheet: a tablet or a phone, where downloads are hard to find again. */
  readonly isHandheld: boolean;
  /** Whether these very files may be shared; browsers refuse some types. Missing where nothing can be shared. */
  canShare?(data: SharedFiles): boolean;
  /** Opens the share sheet; only shortly after a tap. */
  share?(data: SharedFiles): Promise<void>;
  download(file: File): void;
}

/** What a share sheet is given. */
export interface SharedFiles {
  readonly files: File[];
}

/**
 * How it went. `dismissed`: someone closed the share sheet, which needs no word. `expired`: the file took longer to make
 * than a tap counts for; the next tap opens the sheet at once.
 */
export type SaveOutcome = 'downloaded' | 'shared' | 'dismissed' | 'expired';

/** Whether files would leave by the share sheet. */
export function areShared(files: readonly File[], device: SavingDevice): boolean {
  return device.isHandheld && !!device.share && !!device.canShare?.({ files: [...files] });
}

/**
 * Saves files, which have to be ready: by the share sheet of a tablet if that takes them, else as downloads.
 * @param isLastTry whether an earlier tap has expired: then a sheet that does not open is not waited for again
 */
export async function saveFiles(
  files: readonly File[],
  device: SavingDevice,
  isLastTry = false,
): Promise<SaveOutcome> {
  if (areShared(files, device)) {
    try {
      await device.share?.({ files: [...files] });
      return 'shared';
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      // InvalidStateError: the sheet of an earlier tap is still open.
      if (name === 'AbortError' || name === 'InvalidStateError') return 'dismissed';
      if (name === 'NotAllowedError' && !isLastTry) return 'expired';
      // NotAllowedError once more: sharing is not allowed here. DataError, TypeError: the system refuses the files.
    }
  }
  for (const file of files) device.download(file);
  return 'downloaded';
}
