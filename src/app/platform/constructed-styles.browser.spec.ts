import { TestBed } from '@angular/core/testing';
import { ConstructedStyles } from './constructed-styles.ts';

describe('ConstructedStyles', () => {
  const css = '.constructed-styles-probe { width: 123px; }';
  let styles: ConstructedStyles;
  let probe: HTMLElement;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [ConstructedStyles] });
    styles = TestBed.inject(ConstructedStyles);
    probe = document.createElement('div');
    probe.className = 'constructed-styles-probe';
    document.body.append(probe);
  });
  afterEach(() => {
    probe.remove();
  });

  it('applies a style until its last user has gone, without a style element', () => {
    const elements = document.querySelectorAll('style').length;
    styles.addStyles([css]);
    styles.addStyles([css]);
    expect(getComputedStyle(probe).width).toBe('123px');
    styles.removeStyles([css]);
    expect(getComputedStyle(probe).width).toBe('123px');
    styles.removeStyles([css]);
    expect(getComputedStyle(probe).width).not.toBe('123px');
    expect(document.querySelectorAll('style').length).toBe(elements);
  });

  it('adds a shared style once', () => {
    const before = document.adoptedStyleSheets.length;
    styles.addStyles([css, css]);
    expect(document.adoptedStyleSheets.length).toBe(before + 1);
    styles.removeStyles([css, css, css]);
    expect(document.adoptedStyleSheets.length).toBe(before);
  });
});
