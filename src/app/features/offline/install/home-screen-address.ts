import { DOCUMENT } from '@angular/common';
import { DestroyRef, effect, inject, Injector, Service } from '@angular/core';
import { PageAddress, WEIGHTS_PARAMETER } from '../../../platform/page-address.ts';
import { DEFAULT_MANIFEST, ExportChoice } from '../../../network/weights/client/export-choice.ts';
import { isImported } from '../../../network/weights/shared/imported-address.ts';
import { WeightsService } from '../../../network/weights/client/weights-service.ts';

/**
 * Sees to it that the app opens from the home screen with the weights that it was put there with.
 *
 * Chromium opens the manifest's address with the tabs' storage, so that they have to be remembered there. Other
 * browsers may give the app a storage of its own, as iPads do; it takes along nothing but the address, the page's
 * own where no manifest names another.
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
      // Others may stand in for those that were asked for, which come when the server has them again.
      const address = weights.problem()?.kind === 'export' ? wanted : weights.set()?.url;
      if (address !== undefined) this.choice.remember(address);
    };
    window.addEventListener('appinstalled', remember);
    inject(DestroyRef).onDestroy(() => {
      window.removeEventListener('appinstalled', remember);
    });
  }

  /** Has the address name what is on screen, as what it names comes before what was chosen since. */
  private keepInAddress({ location, history }: Window, isTakenFromAddress: boolean): void {
    const weights = inject(WeightsService);
    const { document } = this;
    const manifest = document.querySelector('link[rel="manifest"]');
    const mayOpen = document.createElement('meta');
    mayOpen.name = 'apple-mobile-web-app-capable';
    mayOpen.content = 'yes';
    effect(() => {
      const set = weights.set();
      // Others than the wanted ones may be shown for want of those.
      if (!set || weights.problem()?.kind === 'export') return;
      const shortest = this.choice.addressOf(set.url);
      const address = isImported(set.url) ? undefined : shortest;
      const current = new URL(location.href);
      // Who asks for the default weights by name may have chosen others earlier.
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
