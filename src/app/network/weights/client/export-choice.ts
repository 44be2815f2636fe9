import { FormatError } from '#model';
import { DOCUMENT } from '@angular/common';
import { inject, Service } from '@angular/core';
import { APP_FOLDER, PageAddress } from '../../../platform/page-address.ts';
import { persist, persistedValue } from '../../../platform/persisted.ts';
import { isOfSameOrigin } from '../../../platform/trusted-types.ts';

/** The default weights, as the trainer writes them. */
export const DEFAULT_MANIFEST = 'exports/mlp_weights.json';
const STORAGE_KEY = 'weights';

/** Which export a visitor wants: named in the page's address, else chosen earlier, else the default. */
@Service()
export class ExportChoice {
  private readonly document = inject(DOCUMENT);
  private readonly address = inject(PageAddress);
  private readonly folder = inject(APP_FOLDER);

  /** Addresses to try, the wanted one first and the default last; not checked, relative to the app. */
  candidates(): readonly string[] {
    const wanted =
      [this.address.weights, persistedValue(STORAGE_KEY)].find(Boolean) ?? DEFAULT_MANIFEST;
    return wanted === DEFAULT_MANIFEST ? [wanted] : [wanted, DEFAULT_MANIFEST];
  }

  /**
   * The absolute address of a manifest.
   * @throws FormatError when it is not on the app's own origin
   */
  resolve(address: string): string {
    const { baseURI } = this.document;
    const { origin, protocol } = new URL(baseURI);
    if (isOfSameOrigin(address, baseURI)) {
      const url = new URL(address, baseURI);
      if (url.protocol === protocol) return url.href;
    }
    throw new FormatError(address, 'address', `a manifest on ${origin}`, address);
  }

  /** Remembers a choice for the next visit. The default is not stored, so that its address can change. */
  remember(url: string): void {
    persist(STORAGE_KEY, this.addressOf(url));
  }

  /** A manifest's address in its shortest form; undefined for the default. */
  addressOf(url: string): string | undefined {
    const address = url.startsWith(this.folder) ? url.slice(this.folder.length) : url;
    return address === DEFAULT_MANIFEST ? undefined : address;
  }
}
