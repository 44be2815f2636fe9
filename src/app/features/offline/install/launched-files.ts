import { DOCUMENT } from '@angular/common';
import { inject, Service, signal } from '@angular/core';

/** What an installed app was opened with, where the browser tells (Chromium). */
interface LaunchParams {
  readonly files?: readonly { getFile(): Promise<File> }[];
}

interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

/** Files that the system opened the installed app with. */
@Service()
export class LaunchedFiles {
  private readonly opened = signal<readonly File[]>([]);

  /** Those of the newest launch; none where the app was opened by itself. */
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
