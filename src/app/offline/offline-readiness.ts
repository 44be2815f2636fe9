import { computed, inject, Service } from '@angular/core';
import { ShardDownload } from '../weights/shard-download.ts';
import { OfflineShell } from './offline-shell.ts';

/**
 * Whether the app works without a network: it does; it will, as things go on; it waits for a person or for
 * the network; or it cannot, here.
 */
export type Readiness =
  'off' | 'loading' | 'asking' | 'paused' | 'waiting' | 'ready' | 'full' | 'damaged' | 'insecure';

/** Brings the app and all its weights onto this device, and knows when they are there. */
@Service()
export class OfflineReadiness {
  private readonly shell = inject(OfflineShell);
  private readonly download = inject(ShardDownload);

  /** `ready` only when every file of the app is kept and every checkpoint was found whole. */
  readonly state = computed((): Readiness => {
    if (!this.shell.isSupported) return 'insecure';
    const download = this.download.state();
    switch (download) {
      case 'done':
        return this.shell.isWhole() ? 'ready' : 'loading';
      case 'running':
        return 'loading';
      case 'unkept':
        return 'full';
      case 'off':
      case 'asking':
      case 'paused':
      case 'waiting':
      case 'damaged':
        return download;
      default:
        return download satisfies never;
    }
  });

  /** 0..1, by the checkpoints' files, which are nearly all of it. */
  readonly share = computed(() => {
    const { files, filesHere } = this.download.progress();
    return files === 0 ? 0 : filesHere / files;
  });

  /** Begins, once. */
  start(): void {
    this.shell.start();
    this.download.start();
  }
}
