import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { persist, persistedValue } from '../../../platform/persisted.ts';
import { WeightsService } from '../../../network/weights/client/weights-service.ts';
import { HomeScreenAddress } from './home-screen-address.ts';

const at = (address: string): { readonly url: string } => {
  return { url: new URL(address, document.baseURI).href };
};

describe('HomeScreenAddress', () => {
  const before = location.href;
  const manifest = document.createElement('link');
  const set = signal<{ readonly url: string } | undefined>(undefined);
  const problem = signal<{ readonly kind: 'export' } | undefined>(undefined);
  const offer = Object.getOwnPropertyDescriptor(window, 'onbeforeinstallprompt');

  beforeEach(() => {
    manifest.rel = 'manifest';
    document.head.append(manifest);
    set.set(undefined);
    problem.set(undefined);
    // What another spec's page has used in this tab would be wanted first.
    TestBed.configureTestingModule({
      providers: [{ provide: WeightsService, useValue: { set, problem } }],
    });
  });
  afterEach(() => {
    manifest.remove();
    history.replaceState(null, '', before);
    if (offer) Object.defineProperty(window, 'onbeforeinstallprompt', offer);
  });

  const isManifestThere = (): boolean => manifest.isConnected;
  const query = (): string | null => new URL(location.href).searchParams.get('weights');

  it('remembers the weights on screen when Chromium installs the app', () => {
    TestBed.inject(HomeScreenAddress);
    window.dispatchEvent(new Event('appinstalled'));
    expect(persistedValue('weights')).toBeNull();
    set.set(at('exports/other.json'));
    TestBed.tick();
    expect([persistedValue('weights'), query(), isManifestThere()]).toEqual([null, null, true]);
    window.dispatchEvent(new Event('appinstalled'));
    expect(persistedValue('weights')).toBe('exports/other.json');
  });

  it('puts the weights on screen into the address in other browsers, and removes a manifest that does not match', () => {
    Reflect.deleteProperty(window, 'onbeforeinstallprompt');
    TestBed.inject(HomeScreenAddress);
    TestBed.tick();
    expect([query(), isManifestThere()]).toEqual([null, true]);
    for (const [address, named, hasManifest] of [
      ['exports/other.json', 'exports/other.json', false],
      ['else/where.json', 'else/where.json', false],
      ['exports/mlp_weights.json', null, true],
      ['imported-weights/abc.json', null, true],
    ] as const) {
      set.set(at(address));
      TestBed.tick();
      expect([query(), isManifestThere()]).withContext(address).toEqual([named, hasManifest]);
    }
  });

  it('updates an address that names weights when others are chosen, in every browser', () => {
    history.replaceState(null, '', '?weights=exports/one.json');
    TestBed.inject(HomeScreenAddress);
    for (const [address, named] of [
      ['exports/one.json', 'exports/one.json'],
      ['exports/other.json', 'exports/other.json'],
      ['exports/mlp_weights.json', null],
    ] as const) {
      set.set(at(address));
      TestBed.tick();
      expect([query(), isManifestThere()]).withContext(address).toEqual([named, true]);
    }
  });

  it('keeps the default weights in the address when it asks for them', () => {
    Reflect.deleteProperty(window, 'onbeforeinstallprompt');
    history.replaceState(null, '', '?weights=exports/mlp_weights.json');
    TestBed.inject(HomeScreenAddress);
    set.set(at('exports/mlp_weights.json'));
    TestBed.tick();
    expect(query()).toBe('exports/mlp_weights.json');
    for (const onlyHere of [at('imported-weights/abc.json'), { url: 'library:abc' }]) {
      set.set(at('exports/other.json'));
      TestBed.tick();
      expect(query()).toBe('exports/other.json');
      set.set(onlyHere);
      TestBed.tick();
      expect(query()).withContext(onlyHere.url).toBeNull();
    }
  });

  it('forgets nothing when the default weights replace the requested ones', () => {
    Reflect.deleteProperty(window, 'onbeforeinstallprompt');
    history.replaceState(null, '', '?weights=exports/other.json');
    TestBed.inject(HomeScreenAddress);
    problem.set({ kind: 'export' });
    set.set(at('exports/mlp_weights.json'));
    TestBed.tick();
    expect(query()).toBe('exports/other.json');
  });

  it('remembers the requested weights when Chromium installs the app while the default ones replace them', () => {
    for (const [asked, earlier] of [
      ['?weights=exports/other.json', undefined],
      ['', 'exports/other.json'],
    ] as const) {
      history.replaceState(null, '', asked || location.pathname);
      persist('weights', earlier);
      TestBed.inject(HomeScreenAddress);
      problem.set({ kind: 'export' });
      set.set(at('exports/mlp_weights.json'));
      window.dispatchEvent(new Event('appinstalled'));
      expect(persistedValue('weights')).withContext(asked).toBe('exports/other.json');
    }
  });
});
