import { Component, computed, inject, output } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import type { PhraseKey } from '../../i18n/languages.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Drawer } from '../../ui/drawer.ts';
import { Icon } from '../../ui/icon.ts';
import { ShardDownload } from '../../network/weights/client/shard-download.ts';
import { AppUpdates, type UpdateState } from './updates/app-updates.ts';
import { DeviceStorage } from './install/device-storage.ts';
import { FileProblems } from './file-problems.ts';
import { InstallGuide } from './install/install-guide.ts';
import { OfflineReadiness, READINESS_WORDS, type Readiness } from './offline-readiness.ts';
import { OfflineShell } from './service-worker/offline-shell.ts';
import { StoredHere } from './stored-here.ts';

/** States that offer a button to retry. */
const WORTH_ANOTHER_TRY: readonly Readiness[] = ['waiting', 'full', 'damaged', 'blocked'];

/** What each state of the app's version is called. */
export const VERSION_WORDS: Readonly<Record<UpdateState, PhraseKey>> = {
  none: 'offline.versionNone',
  loading: 'offline.versionLoading',
  failed: 'offline.versionFailed',
  ready: 'offline.versionReady',
  broken: 'offline.versionBroken',
};

/** The page about offline use: whether the app works offline, how to install it, what is stored, and its version. */
@Component({
  selector: 'app-offline-page',
  imports: [Drawer, FileProblems, Icon, InstallGuide, StoredHere],
  templateUrl: './offline-page.html',
  styleUrl: './offline-page.css',
})
export class OfflinePage {
  private readonly shell = inject(OfflineShell);
  private readonly download = inject(ShardDownload);
  private readonly storage = inject(DeviceStorage);
  private readonly updates = inject(AppUpdates);
  private readonly figures = inject(Figures);
  protected readonly readiness = inject(OfflineReadiness);
  protected readonly say = inject(Phrases).say;

  readonly closed = output();
  /** The page should reload, into a newer version or to repair this one. */
  readonly updated = output();

  protected readonly headline = computed(() =>
    this.say(READINESS_WORDS[this.readiness.state()][0]),
  );
  protected readonly meaning = computed(() => {
    const { bytes, bytesHere } = this.download.progress();
    const size = this.figures.size(bytes - bytesHere);
    return this.say(READINESS_WORDS[this.readiness.state()][1], { size });
  });
  /** Whether the stored checkpoints have been checked. Before that, the counts would be too low. */
  private readonly isLookedAt = computed(
    () => !['off', 'checking'].includes(this.download.state()),
  );
  protected readonly shellFiles = computed(() => {
    const progress = this.shell.progress();
    if (!progress) return this.say('offline.unknown');
    return this.filesOf(progress.filesHere, progress.files);
  });
  protected readonly checkpointFiles = computed(() => {
    if (!this.isLookedAt()) return this.say('offline.unknown');
    const { files, filesHere } = this.download.progress();
    return this.filesOf(filesHere, files);
  });
  protected readonly checkpointBytes = computed(() => {
    const { bytes, bytesHere } = this.download.progress();
    if (bytes === 0 || !this.isLookedAt()) return undefined;
    const { size } = this.figures;
    return this.say('offline.sizeOf', { here: size(bytesHere), all: size(bytes) });
  });
  /** Null until it is known. */
  protected readonly percent = computed(() =>
    this.isLookedAt() ? Math.round(this.readiness.share() * 100) : null,
  );
  protected readonly canRetry = computed(() => WORTH_ANOTHER_TRY.includes(this.readiness.state()));
  protected readonly version = this.updates.state;
  protected readonly versionProblem = computed(() =>
    this.version() === 'failed' ? this.updates.problem() : undefined,
  );
  protected readonly versionWords = computed(() => this.say(VERSION_WORDS[this.version()]));

  protected pause(): void {
    this.download.pause();
  }

  /** Called on a user gesture, so that persistent storage may be requested too. */
  protected load(): void {
    this.download.resume();
    this.shell.start();
    void this.storage.protect();
  }

  protected checkForUpdate(): void {
    void this.updates.check();
  }

  private filesOf(here: number, all: number): string {
    return this.say('offline.filesOf', { here: this.figures.count(here), count: all });
  }
}
