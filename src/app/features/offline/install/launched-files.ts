import { DOCUMENT } from '@angular/common';
import { inject, Service, signal } from '@angular/core';

/** How the installed app was launched (Chromium only). */
interface LaunchParams {
  readonly files?: readonly { getFile(): Promise<File> }[];
}

interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

/** Files that the operating system opened with the installed app. */
@Service()
export class LaunchedFiles {
  private readonly opened = signal<readonly File[]>([]);

  /** The files of the newest launch; empty if the app was opened without any. */
  readonly files = this.opened.asReadonly();

  constructor() {
    const window = inject(DOCUMENT).defaultView as { readonly launchQueue?: LaunchQueue } | null;
    window?.launchQueue?.setConsumer(({ files = [] }) => {
      if (files.length > 0) void this.readFiles(files);
    });
  }

  private async readFiles(files: NonNullable<LaunchParams['files']>): Promise<void> {
    this.opened.set(await Promise.all(files.map((file) => file.getFile())));
  }
}
