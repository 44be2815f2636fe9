import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideTranslatedTexts } from './translated-texts.ts';

@Component({
  selector: 'app-figures',
  template: `
    <p>{{ figure() }} percent</p>
    <div>
      @if (isShown()) {
        {{ figure() }} and words
      }
      @for (row of rows(); track row) {
        {{ row }},
      }
      <b>end</b>
    </div>
  `,
})
class Figures {
  readonly figure = signal('3');
  readonly isShown = signal(true);
  readonly rows = signal(['a', 'b']);
}

function makeFont(...content: readonly (Node | string)[]): Element {
  const font = document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
  font.append(...content);
  return font;
}

/** The translation of a text, in capitals and in the two elements that Chrome puts around it. */
function translationOf(text: string): Element {
  return makeFont(makeFont(text.toUpperCase()));
}

/** Ways in which translators replace a text by its translation. */
const WAYS: Readonly<Record<string, (text: ChildNode) => void>> = {
  'replacing it': (text) => {
    text.replaceWith(translationOf(text.textContent ?? ''));
  },
  'before it, then without it': (text) => {
    text.before(translationOf(text.textContent ?? ''));
    text.remove();
  },
  'twice, one after the other': (text) => {
    const first = translationOf(text.textContent ?? '');
    text.replaceWith(first);
    first.replaceWith(translationOf(text.textContent ?? ''));
  },
  'around it': (text) => {
    const font = makeFont();
    text.replaceWith(font);
    font.append(text);
  },
};

describe('a page that the browser translates', () => {
  let fixture: ComponentFixture<Figures>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideTranslatedTexts()] });
    fixture = TestBed.createComponent(Figures);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.detectChanges();
  });

  afterEach(() => {
    (fixture.nativeElement as HTMLElement).remove();
  });

  function translate(way: (text: ChildNode) => void): void {
    const walker = document.createTreeWalker(fixture.nativeElement as Node, NodeFilter.SHOW_TEXT);
    const texts: ChildNode[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as ChildNode);
    for (const text of texts.filter(({ textContent }) => textContent?.trim())) way(text);
  }

  function shown(): string {
    fixture.detectChanges();
    const text = (fixture.nativeElement as HTMLElement).textContent;
    return text.replace(/\s+/g, ' ').trim().toLowerCase();
  }

  for (const [name, way] of Object.entries(WAYS)) {
    it(`shows new values after a translation (${name})`, async () => {
      const { figure } = fixture.componentInstance;
      for (const value of ['7', '8', '9']) {
        translate(way);
        // The change may come at once or later.
        if (value === '8') await Promise.resolve();
        figure.set(value);
        expect(shown()).toBe(`${value} percent ${value} and words a, b, end`);
      }
    });

    it(`removes and inserts parts correctly after a translation (${name})`, () => {
      const { isShown, rows } = fixture.componentInstance;
      translate(way);
      isShown.set(false);
      rows.set(['c', 'a']);
      expect(shown()).toBe('3 percent c, a, end');
      translate(way);
      isShown.set(true);
      rows.set(['b', 'c', 'a', 'd']);
      expect(shown()).toBe('3 percent 3 and words b, c, a, d, end');
      rows.set([]);
      expect(shown()).toBe('3 percent 3 and words end');
    });
  }
});
