import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { mediaQuery } from '../../../platform/media-query.ts';

/** Chromium's event: the app can be installed, and how. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/**
 * How the app can be installed: it is already; by this browser's prompt; by the share menu of an iPad or iPhone; or by
 * the browser's own menu, if it has an entry for that.
 */
export type InstallWay = 'installed' | 'prompt' | 'share' | 'menu';

/** Installs the app, as far as the browser allows. */
@Service()
export class InstallPrompt {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly isStandalone = mediaQuery('(display-mode: standalone)');
  private readonly offer = signal<BeforeInstallPromptEvent | undefined>(undefined);
  private readonly isDone = signal(false);

  constructor() {
    const keepOffer = (event: Event): void => {
      // The browser's own banner would cover the drawing.
      event.preventDefault();
      this.offer.set(event as BeforeInstallPromptEvent);
    };
    const noteInstalled = (): void => {
      this.isDone.set(true);
    };
    this.window?.addEventListener('beforeinstallprompt', keepOffer);
    this.window?.addEventListener('appinstalled', noteInstalled);
    inject(DestroyRef).onDestroy(() => {
      this.window?.removeEventListener('beforeinstallprompt', keepOffer);
      this.window?.removeEventListener('appinstalled', noteInstalled);
    });
  }

  /** The way that is available now. */
  readonly way = computed((): InstallWay => {
    if (this.isDone() || this.isStandalone()) return 'installed';
    if (this.offer()) return 'prompt';
    // Only Safari on iPadOS and iOS has this property.
    return this.window && 'standalone' in this.window.navigator ? 'share' : 'menu';
  });

  /** Shows the browser's prompt. Each offer works only once. */
  async ask(): Promise<void> {
    const offer = this.offer();
    this.offer.set(undefined);
    try {
      const answer = await offer?.prompt();
      if (answer?.outcome === 'accepted') this.isDone.set(true);
    } catch (error) {
      // NotAllowedError or InvalidStateError: the offer has expired; the browser's menu remains.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}
