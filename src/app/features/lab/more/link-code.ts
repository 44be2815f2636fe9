import { DOCUMENT } from '@angular/common';
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { LONGEST_SCANNED } from '../../../network/lab/shared/prepared-link.ts';
import { APP_FOLDER } from '../../../platform/page-address.ts';
import type { QrPath } from './qr-path.ts';

/** What copies text: old browsers have none of it, and others only over https. */
interface WithClipboard {
  readonly clipboard?: { readonly writeText: (text: string) => Promise<void> };
}

/** A link to the lab as a QR code and as text; one that is too long for a code says so. */
@Component({
  selector: 'app-link-code',
  templateUrl: './link-code.html',
  styleUrl: './link-code.css',
})
export class LinkCode {
  private readonly folder = inject(APP_FOLDER);
  private readonly document = inject(DOCUMENT);
  protected readonly say = inject(Phrases).say;

  /** The link's text, behind its `?`. */
  readonly query = input.required<string>();
  /** Whether to copy it is the next thing to do. */
  readonly isMain = input(false);

  protected readonly link = computed(() => `${this.folder}#/lab?${this.query()}`);
  /** How many characters too many it has; 0 for none. */
  protected readonly tooLong = computed(() => Math.max(0, this.link().length - LONGEST_SCANNED));
  protected readonly code = signal<QrPath | undefined>(undefined);
  protected readonly outcome = linkedSignal<string, 'lab.copied' | 'lab.notCopied' | undefined>({
    source: this.link,
    computation: () => undefined,
  });

  constructor() {
    effect(() => {
      if (this.tooLong() === 0) void this.draw(this.link());
    });
  }

  protected async copy(): Promise<void> {
    const isCopied = await copied(this.document.defaultView?.navigator, this.link());
    this.outcome.set(isCopied ? 'lab.copied' : 'lab.notCopied');
  }

  private async draw(link: string): Promise<void> {
    // Few open this, and the code is as large as half the page.
    const { qrPath } = await import('./qr-path.ts');
    if (link === this.link()) this.code.set(qrPath(link));
  }
}

async function copied(navigator: WithClipboard | undefined, text: string): Promise<boolean> {
  const { clipboard } = navigator ?? {};
  if (!clipboard) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch (error) {
    // NotAllowedError: the browser or its policy does not let pages write there.
    if (error instanceof DOMException) return false;
    throw error;
  }
}
