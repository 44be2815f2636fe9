import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { mediaQuery } from '../../../platform/media-query.ts';

/** Chromium's event: the app can be installed, and how. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/**
 * How the app comes onto the home screen: it is there; this browser asks for it; an iPad's or iPhone's share
 * menu does it; or another browser's own menu, if it can.
 */
export type InstallWay = 'installed' | 'prompt' | 'share' | 'menu';

/** Puts the app onto the home screen, as far as the browser lets it. */
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

  /** The way that is open now. */
  readonly way = computed((): InstallWay => {
    if (this.isDone() || this.isStandalone()) return 'installed';
    if (this.offer()) return 'prompt';
    // Only Safari on iPadOS and iOS has this property.
    return this.window && 'standalone' in this.window.navigator ? 'share' : 'menu';
  });

  /** Asks; an offer is good for one question. */
  async ask(): Promise<void> {
    const offer = this.offer();
    this.offer.set(undefined);
    try {
      const answer = await offer?.prompt();
      if (answer?.outcome === 'accepted') this.isDone.set(true);
    } catch (error) {
      // NotAllowedError or InvalidStateError: the offer is good no more, and the browser's menu is left.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}
