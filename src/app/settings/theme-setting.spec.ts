import { TestBed } from '@angular/core/testing';
import { ThemeSetting } from './theme-setting';

describe('ThemeSetting', () => {
  const root = document.documentElement;
  afterEach(() => {
    localStorage.removeItem('theme');
    delete root.dataset['theme'];
  });

  it('is dark at first, whatever the system prefers', () => {
    const setting = TestBed.inject(ThemeSetting);
    TestBed.tick();
    expect([setting.theme(), root.dataset['theme']]).toEqual(['dark', 'dark']);
  });

  it('keeps the choice for the next visit', () => {
    TestBed.inject(ThemeSetting).toggle();
    TestBed.tick();
    expect(root.dataset['theme']).toBe('light');
    TestBed.resetTestingModule();
    expect(TestBed.inject(ThemeSetting).theme()).toBe('light');
  });

  it('works without storage', () => {
    spyOn(Storage.prototype, 'getItem').and.throwError('SecurityError');
    spyOn(Storage.prototype, 'setItem').and.throwError('SecurityError');
    const setting = TestBed.inject(ThemeSetting);
    setting.toggle();
    expect(setting.theme()).toBe('light');
  });
});
