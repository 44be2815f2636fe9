import { DOCUMENT } from '@angular/common';
import { DestroyRef, effect, inject, Injector, Service } from '@angular/core';
import { PageAddress, WEIGHTS_PARAMETER } from '../../../platform/page-address.ts';
import { ExportChoice } from '../../../network/weights/client/export-choice.ts';
import { DEFAULT_MANIFEST } from '../../../network/weights/shared/default-manifest.ts';
import { isImported } from '../../../network/imported-address.ts';
import { isOfLibrary } from '../../../network/library-address.ts';
import { WeightsService } from '../../../network/weights/client/weights-service.ts';

/**
 * Makes the installed app open with the weights that were shown when it was installed.
 *
 * Chromium opens the address in the web app manifest and shares storage with its tabs, so the weights are remembered in
 * storage. Other browsers, such as those on iPads, may give the installed app its own storage. Only the address carries
 * over: the page's own, if no web app manifest names another.
 */
@Service()
export class HomeScreenAddress {
  private readonly document = inject(DOCUMENT);
  private readonly choice = inject(ExportChoice);
  private readonly injector = inject(Injector);

  constructor() {
    const window = this.document.defaultView;
    if (!window) return;
    const isTakenFromAddress = !('onbeforeinstallprompt' in window);
    const isNamed = inject(PageAddress).weights !== null;
    if (isTakenFromAddress || isNamed) this.keepInAddress(window, isTakenFromAddress);
    if (isTakenFromAddress) return;
    const remember = (): void => {
      const weights = this.injector.get(WeightsService);
      const [wanted] = this.choice.candidates();
      // If the wanted export failed, another one is shown. Remember the wanted one: the server may have it again later.
      const address = weights.problem()?.kind === 'export' ? wanted : weights.set()?.url;
      if (address !== undefined) this.choice.remember(address);
    };
    window.addEventListener('appinstalled', remember);
    inject(DestroyRef).onDestroy(() => {
      window.removeEventListener('appinstalled', remember);
    });
  }

  /** Makes the address name the weights on screen, because the address takes precedence over a stored choice. */
  private keepInAddress({ location, history }: Window, isTakenFromAddress: boolean): void {
    const weights = inject(WeightsService);
    const { document } = this;
    const manifest = document.querySelector('link[rel="manifest"]');
    const mayOpen = document.createElement('meta');
    mayOpen.name = 'apple-mobile-web-app-capable';
    mayOpen.content = 'yes';
    effect(() => {
      const set = weights.set();
      // If the wanted export failed, another one is shown; leave the address alone.
      if (!set || weights.problem()?.kind === 'export') return;
      const shortest = this.choice.addressOf(set.url);
      // An installed app with storage of its own has nothing that is only on this device.
      const isHereOnly = isOfLibrary(set.url) || isImported(set.url);
      const address = isHereOnly ? undefined : shortest;
      const current = new URL(location.href);
      // The address may name the default weights to override a stored choice; keep that.
      const isDefaultNamed =
        shortest === undefined && current.searchParams.get(WEIGHTS_PARAMETER) === DEFAULT_MANIFEST;
      if (!isDefaultNamed) current.searchParams.delete(WEIGHTS_PARAMETER);
      if (address !== undefined) current.searchParams.set(WEIGHTS_PARAMETER, address);
      if (current.href !== location.href) history.replaceState(history.state, '', current);
      if (!isTakenFromAddress) return;
      if (address === undefined) {
        mayOpen.remove();
        if (manifest) document.head.append(manifest);
      } else {
        manifest?.remove();
        document.head.append(mayOpen);
      }
    });
  }
}
