import { computed, inject, Service } from '@angular/core';
import type { PhraseKey } from '../i18n/languages.ts';
import { Phrases } from '../i18n/phrases.ts';
import { AppUpdates } from '../features/offline/updates/app-updates.ts';
import { SessionKeeper } from '../platform/session-keeper.ts';
import type { Notice } from '../ui/notices.ts';
import { WeightsService } from '../network/weights/client/weights-service.ts';

const NEWEST = {
  ready: ['offline.versionReady', 'offline.update'],
  broken: ['offline.versionBroken', 'offline.reload'],
} as const;
const KEPT_IN_MEMORY = {
  missing: 'storage.missing',
  full: 'storage.full',
  failed: 'storage.failed',
} as const;

/** The notices that belong on every page; each page decides where to show them. */
@Service()
export class AppNotices {
  private readonly say = inject(Phrases).say;
  private readonly weights = inject(WeightsService);
  private readonly updates = inject(AppUpdates);
  private readonly keeper = inject(SessionKeeper);

  readonly all = computed((): readonly Notice[] => {
    const storage = this.weights.storage();
    const kinds: PhraseKey[] = [];
    if (storage.kind === 'memory') kinds.push(KEPT_IN_MEMORY[storage.reason]);
    const notices: Notice[] = kinds.map((kind) => ({ kind, text: this.say(kind) }));
    const version = this.updates.state();
    if (version === 'ready' || version === 'broken') {
      const [kind, action] = NEWEST[version];
      const run = (): void => {
        this.openNewest();
      };
      notices.push({ kind, text: this.say(kind), action: { text: this.say(action), run } });
    }
    return notices;
  });

  /** Opens the newest downloaded version of the app, and keeps what is on the page. */
  openNewest(): void {
    this.keeper.save();
    void this.updates.openNewest();
  }
}
