import { FormatError } from '#model';
import { TestBed } from '@angular/core/testing';
import { ExportChoice } from './export-choice.ts';
import { persistedValue } from '../../../platform/persisted.ts';

const DEFAULT = 'exports/mlp_weights.json';

describe('ExportChoice', () => {
  const address = location.href;
  afterEach(() => {
    history.replaceState(null, '', address);
  });

  const choice = (query?: string): ExportChoice => {
    if (query !== undefined)
      history.replaceState(null, '', `?${new URLSearchParams({ weights: query })}`);
    return TestBed.inject(ExportChoice);
  };

  it('is the default without a choice', () => {
    expect(choice().candidates()).toEqual([DEFAULT]);
    expect(choice('').candidates()).toEqual([DEFAULT]);
  });

  it('is the choice of an earlier visit, even when the app has moved', () => {
    choice().remember(new URL('exports/other.json', document.baseURI).href);
    expect(persistedValue('weights')).toBe('exports/other.json');
    expect(choice().candidates()).toEqual(['exports/other.json', DEFAULT]);
    choice().remember(new URL(DEFAULT, document.baseURI).href);
    expect(persistedValue('weights')).toBeNull();
    choice().remember('http://localhost/elsewhere.json');
    expect(choice().candidates()).toEqual(['http://localhost/elsewhere.json', DEFAULT]);
  });

  it('is the one used last in this tab, though each visit begins with another', () => {
    choice().remember(new URL('exports/other.json', document.baseURI).href);
    choice().rememberHere('library:0a1b');
    expect(choice().candidates()).toEqual(['library:0a1b', DEFAULT]);
    choice().rememberHere(new URL(DEFAULT, document.baseURI).href);
    expect(choice().candidates()).toEqual([DEFAULT]);
    choice().rememberHere('library:look-1');
    choice().remember('library:look-1');
    expect(choice().candidates()).toEqual([DEFAULT]);
    expect(choice().defaultUrl()).toBe(new URL('exports/other.json', document.baseURI).href);
  });

  it('follows a network that has moved', () => {
    const [old, to] = [new URL('imported-weights/0a.json', document.baseURI).href, 'library:0a1b'];
    choice().remember(old);
    choice().moved(old, to);
    expect([choice().candidates(), choice().defaultUrl()]).toEqual([[to, DEFAULT], to]);
    choice().rememberHere(old);
    choice().moved(old, 'library:ff');
    expect([choice().candidates(), choice().defaultUrl()]).toEqual([['library:ff', DEFAULT], to]);
  });

  it("is the one that the page's address names, regardless of earlier choices", () => {
    choice().remember(new URL('exports/other.json', document.baseURI).href);
    expect(choice('mine/w.json').candidates()).toEqual(['mine/w.json', DEFAULT]);
  });

  it('works without storage', () => {
    const forbidden = new DOMException('no', 'SecurityError');
    spyOn(Storage.prototype, 'getItem').and.throwError(forbidden);
    spyOn(Storage.prototype, 'setItem').and.throwError(forbidden);
    choice().remember('http://localhost/elsewhere.json');
    expect(choice().candidates()).toEqual([DEFAULT]);
  });

  it("resolves addresses of the app's own origin", () => {
    expect(choice().resolve('a/w.json')).toBe(new URL('a/w.json', document.baseURI).href);
    expect(choice().resolve('/w.json')).toBe(`${location.origin}/w.json`);
  });

  for (const foreign of [
    'https://evil.test/w.json',
    '//evil.test/w.json',
    'data:application/json,{}',
    `blob:${location.origin}/4e1b`,
    'http://[',
  ]) {
    it(`refuses ${foreign}`, () => {
      const message = `${foreign}: address: expected a manifest on ${location.origin}, found ${foreign}`;
      expect(() => choice().resolve(foreign)).toThrowError(FormatError, message);
    });
  }
});
