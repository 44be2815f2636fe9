import { computed, inject, Service } from '@angular/core';
import type { PhraseKey } from '../../i18n/languages.ts';
import { ShardDownload } from '../../network/weights/client/shard-download.ts';
import { OfflineShell, type ShellState } from './service-worker/offline-shell.ts';

/**
 * Whether the app works without a network: nothing is known yet, or it is being looked at; it does; it will, as
 * things go on; it waits for a person or for the network; or it cannot, here.
 */
export type Readiness =
  | 'off'
  | 'checking'
  | 'loading'
  | 'asking'
  | 'paused'
  | 'waiting'
  | 'ready'
  | 'full'
  | 'damaged'
  | 'blocked'
  | 'insecure';

/** The name of each state, and what it means. */
export const READINESS_WORDS: Readonly<Record<Readiness, readonly [PhraseKey, PhraseKey]>> = {
  off: ['offline.off', 'offline.offMeaning'],
  checking: ['offline.checking', 'offline.checkingMeaning'],
  loading: ['offline.loading', 'offline.loadingMeaning'],
  asking: ['offline.asking', 'offline.askingMeaning'],
  paused: ['offline.paused', 'offline.pausedMeaning'],
  waiting: ['offline.waiting', 'offline.waitingMeaning'],
  ready: ['offline.ready', 'offline.readyMeaning'],
  full: ['offline.full', 'offline.fullMeaning'],
  damaged: ['offline.damaged', 'offline.damagedMeaning'],
  blocked: ['offline.blocked', 'offline.blockedMeaning'],
  insecure: ['offline.insecure', 'offline.insecureMeaning'],
};

/** What the app's own files make of it, when every checkpoint is here. */
const WITH_ALL_CHECKPOINTS: Readonly<Record<ShellState, Readiness>> = {
  unknown: 'loading',
  loading: 'loading',
  waiting: 'waiting',
  blocked: 'blocked',
  unstorable: 'full',
  complete: 'ready',
};

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
        return WITH_ALL_CHECKPOINTS[this.shell.state()];
      case 'running':
        return 'loading';
      case 'unstorable':
        return 'full';
      case 'off':
      case 'checking':
      case 'asking':
      case 'paused':
      case 'waiting':
      case 'damaged':
      case 'blocked':
        return download;
      default:
        return download satisfies never;
    }
  });

  /** Files that the network is not to blame for, the app's own first. */
  readonly problems = computed(() => [...this.shell.problems(), ...this.download.problems()]);

  /** 0..1, by the number of files; 1 only when all are here. */
  readonly share = computed(() => {
    const shards = this.download.progress();
    // Until it is known how many there are, one is missing.
    const shell = this.shell.progress() ?? { files: 1, filesHere: 0 };
    return (shards.filesHere + shell.filesHere) / (shards.files + shell.files);
  });

  /** Begins, once. */
  start(): void {
    this.shell.start();
    this.download.start();
  }
}
