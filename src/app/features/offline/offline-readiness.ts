import { computed, inject, Service } from '@angular/core';
import type { PhraseKey } from '../../i18n/languages.ts';
import { ShardDownload } from '../../network/weights/client/shard-download.ts';
import { OfflineDigits, type OfflineDigitsState } from './offline-digits.ts';
import { OfflineShell, type ShellState } from './service-worker/offline-shell.ts';

/**
 * Whether the app works offline: not known yet, or being checked; ready; loading; waiting for the user or for the
 * network; or impossible here.
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

/** The overall state by the state of the app's own files, once every checkpoint is stored. */
const WITH_ALL_CHECKPOINTS: Readonly<Record<ShellState, Readiness>> = {
  unknown: 'loading',
  loading: 'loading',
  waiting: 'waiting',
  blocked: 'blocked',
  unstorable: 'full',
  complete: 'ready',
};

/** The same by the state of the digits, once every file of the app is stored, too. */
const WITH_THE_APP: Readonly<Record<OfflineDigitsState, Readiness>> = {
  loading: 'loading',
  waiting: 'waiting',
  full: 'full',
  blocked: 'blocked',
  here: 'ready',
};

/** Stores the app, all its weights and the lab's first digits on this device, and reports when they are complete. */
@Service()
export class OfflineReadiness {
  private readonly shell = inject(OfflineShell);
  private readonly download = inject(ShardDownload);
  private readonly digits = inject(OfflineDigits);

  /** `ready` only if every file of the app and the digits are stored, and every checkpoint was found valid. */
  readonly state = computed((): Readiness => {
    if (!this.shell.isSupported) return 'insecure';
    const download = this.download.state();
    switch (download) {
      case 'done': {
        const withApp = WITH_ALL_CHECKPOINTS[this.shell.state()];
        return withApp === 'ready' ? WITH_THE_APP[this.digits.state()] : withApp;
      }
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
  readonly problems = computed(() => [
    ...this.shell.problems(),
    ...this.download.problems(),
    ...this.digits.problems(),
  ]);

  /** 0..1, by the number of files; 1 only when all are stored. */
  readonly share = computed(() => {
    const shards = this.download.progress();
    // Until the number of files is known, count one as missing.
    const shell = this.shell.progress() ?? { files: 1, filesHere: 0 };
    return (shards.filesHere + shell.filesHere) / (shards.files + shell.files);
  });

  /** Begins, once. */
  start(): void {
    this.shell.start();
    this.download.start();
    this.digits.start();
  }
}
