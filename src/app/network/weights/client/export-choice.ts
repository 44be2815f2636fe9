import { FormatError } from '#model';
import { DOCUMENT } from '@angular/common';
import { computed, inject, Service, signal } from '@angular/core';
import { APP_FOLDER, PageAddress } from '../../../platform/page-address.ts';
import { persist, persistedValue } from '../../../platform/persisted.ts';
import { keepInTab, tabValue } from '../../../platform/tab-storage.ts';
import { isOfSameOrigin } from '../../../platform/trusted-types.ts';
import { isLookedAt, isOfLibrary } from '../../library-address.ts';
import { DEFAULT_MANIFEST } from '../shared/default-manifest.ts';

const STORAGE_KEY = 'weights';

/**
 * Which network a visitor wants: the one that the page's address names, else the one used last in this tab, else the
 * one that each visit begins with, else the app's own.
 */
@Service()
export class ExportChoice {
  private readonly document = inject(DOCUMENT);
  private readonly address = inject(PageAddress);
  private readonly folder = inject(APP_FOLDER);

  private readonly beginning = signal(persistedValue(STORAGE_KEY) ?? DEFAULT_MANIFEST);

  /** Absolute address of the network that each visit begins with. */
  readonly defaultUrl = computed(() => this.absolute(this.beginning()));

  /** Addresses to try, the wanted one first and the app's own last; not checked, relative to the app. */
  candidates(): readonly string[] {
    const [wanted, usual] = [this.address.weights, persistedValue(STORAGE_KEY)];
    const tried = [wanted, tabValue(STORAGE_KEY), usual].find(Boolean) ?? DEFAULT_MANIFEST;
    return tried === DEFAULT_MANIFEST ? [tried] : [tried, DEFAULT_MANIFEST];
  }

  /**
   * The absolute address of a manifest; a network of the library has no other address than its own.
   * @throws FormatError when it is not on the app's own origin
   */
  resolve(address: string): string {
    if (isOfLibrary(address)) return address;
    const { baseURI } = this.document;
    const { origin, protocol } = new URL(baseURI);
    if (isOfSameOrigin(address, baseURI)) {
      const url = new URL(address, baseURI);
      if (url.protocol === protocol) return url.href;
    }
    throw new FormatError(address, 'address', `a manifest on ${origin}`, address);
  }

  /** Remembers what this tab uses, for when it is reloaded. What is only looked at is gone then. */
  rememberHere(url: string): void {
    if (!isLookedAt(url)) keepInTab(STORAGE_KEY, this.addressOf(url) ?? DEFAULT_MANIFEST);
  }

  /** Has each visit begin with a network. The app's own is not stored, so that its address can change. */
  remember(url: string): void {
    if (isLookedAt(url)) return;
    const address = this.addressOf(url);
    persist(STORAGE_KEY, address);
    this.beginning.set(address ?? DEFAULT_MANIFEST);
  }

  /** A network has another address from now on: what was remembered under the old one follows it. */
  moved(from: string, to: string): void {
    const old = this.addressOf(from);
    if (tabValue(STORAGE_KEY) === old) this.rememberHere(to);
    if (persistedValue(STORAGE_KEY) === old) this.remember(to);
  }

  /** A manifest's address in its shortest form; undefined for the default. */
  addressOf(url: string): string | undefined {
    const address = url.startsWith(this.folder) ? url.slice(this.folder.length) : url;
    return address === DEFAULT_MANIFEST ? undefined : address;
  }

  private absolute(address: string): string {
    try {
      return this.resolve(address);
    } catch (error) {
      // What was stored is no address of a manifest here; opening it will say so.
      if (error instanceof FormatError) return address;
      throw error;
    }
  }
}
