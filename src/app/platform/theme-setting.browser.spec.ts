import { TestBed } from '@angular/core/testing';
import { ThemeSetting } from './theme-setting.ts';
import { persist, PersistedSettings } from './persisted.ts';

describe('ThemeSetting', () => {
  const root = document.documentElement;
  afterEach(() => {
    delete root.dataset['theme'];
  });

  it("is dark at first, regardless of the system's preference", () => {
    const setting = TestBed.inject(ThemeSetting);
    TestBed.tick();
    expect([setting.theme(), root.dataset['theme']]).toEqual(['dark', 'dark']);
  });

  for (const [isSystemDark, theme] of [
    [true, 'dark'],
    [false, 'light'],
  ] as const) {
    it(`is ${theme} where the system forces ${theme} colours, regardless of the choice`, () => {
      persist('theme', isSystemDark ? 'light' : 'dark');
      spyOn(window, 'matchMedia').and.callFake((query) => {
        const matches = query.includes('forced-colors') || isSystemDark;
        return Object.assign(new EventTarget(), { matches }) as MediaQueryList;
      });
      expect(TestBed.inject(ThemeSetting).theme()).toBe(theme);
    });
  }

  it('keeps the choice for the next visit', () => {
    TestBed.inject(ThemeSetting).choose('light');
    TestBed.tick();
    expect(root.dataset['theme']).toBe('light');
    TestBed.resetTestingModule();
    expect(TestBed.inject(ThemeSetting).theme()).toBe('light');
  });

  it('is dark again once the choice is reset', () => {
    TestBed.inject(ThemeSetting).choose('light');
    TestBed.inject(PersistedSettings).resetAll();
    expect(TestBed.inject(ThemeSetting).theme()).toBe('dark');
    TestBed.resetTestingModule();
    expect(TestBed.inject(ThemeSetting).theme()).toBe('dark');
  });

  it('ignores stored values that are not valid in this version', () => {
    persist('theme', 'sepia');
    expect(TestBed.inject(ThemeSetting).theme()).toBe('dark');
  });

  it('works without storage', () => {
    const forbidden = new DOMException('no', 'SecurityError');
    spyOn(Storage.prototype, 'getItem').and.throwError(forbidden);
    spyOn(Storage.prototype, 'setItem').and.throwError(forbidden);
    const setting = TestBed.inject(ThemeSetting);
    setting.choose('light');
    expect(setting.theme()).toBe('light');
  });
});
