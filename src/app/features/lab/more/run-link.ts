import { DOCUMENT } from '@angular/common';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { formatLabLink } from '../../../network/lab/shared/lab-link.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { APP_FOLDER } from '../../../platform/page-address.ts';
import type { QrPath } from './qr-path.ts';

/** What copies text: old browsers have none of it, and others only over https. */
interface WithClipboard {
  readonly clipboard?: { readonly writeText: (text: string) => Promise<void> };
}

/** The link that gives the same run on every device, as text and as a QR code. */
@Component({
  selector: 'app-run-link',
  templateUrl: './run-link.html',
  styleUrl: './run-link.css',
})
export class RunLink {
  private readonly folder = inject(APP_FOLDER);
  private readonly document = inject(DOCUMENT);
  protected readonly say = inject(Phrases).say;

  readonly settings = input.required<LabSettings>();
  /** Whether settings were changed while the run learned. */
  readonly isChanged = input(false);

  protected readonly link = computed(() => `${this.folder}#/lab?${formatLabLink(this.settings())}`);
  protected readonly code = signal<QrPath | undefined>(undefined);
  protected readonly outcome = signal<'lab.copied' | 'lab.notCopied' | undefined>(undefined);

  constructor() {
    effect(() => {
      void this.draw(this.link());
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
