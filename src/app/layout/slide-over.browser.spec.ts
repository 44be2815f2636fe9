import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { SlideOver } from './slide-over.ts';

@Component({
  selector: 'app-tools-and-film',
  imports: [SlideOver],
  template: `
    <button #opener [class.room]="hasRoom()" (click)="film.open()">open</button>
    <section #film="appSlideOver" tabindex="-1" [appSlideOver]="opener">
      <button (click)="film.close()">close</button>
    </section>
  `,
  styles: '.room { display: none }',
})
class ToolsAndFilm {
  readonly hasRoom = signal(false);
}

describe('SlideOver', () => {
  let fixture: ComponentFixture<ToolsAndFilm>;
  let panel: HTMLElement;
  let escapes: number;
  const count = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') escapes += 1;
  };

  beforeEach(() => {
    escapes = 0;
    document.addEventListener('keydown', count);
    fixture = TestBed.createComponent(ToolsAndFilm);
    fixture.detectChanges();
    panel = find('section');
  });

  afterEach(() => {
    document.removeEventListener('keydown', count);
  });

  function find(selector: string): HTMLElement {
    const found = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`expected ${selector}`);
    return found;
  }

  function click(selector: string): void {
    find(selector).click();
    TestBed.tick();
  }

  function press(key: string): void {
    find('section button').dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    TestBed.tick();
  }

  const isOpen = (): boolean => panel.classList.contains('slid-in');

  it('opens with its button and takes the focus', () => {
    expect(isOpen()).toBeFalse();
    click('button');
    expect(isOpen()).toBeTrue();
    expect(document.activeElement).toBe(panel);
  });

  it('closes by its own button and gives the focus back', () => {
    click('button');
    click('section button');
    expect(isOpen()).toBeFalse();
    expect(document.activeElement).toBe(find('button'));
  });

  it('closes with Escape, which nothing else on the page gets', () => {
    click('button');
    press('a');
    expect(isOpen()).toBeTrue();
    press('Escape');
    expect(isOpen()).toBeFalse();
    expect(document.activeElement).toBe(find('button'));
    expect(escapes).toBe(0);
    // Closed, it leaves Escape to others.
    press('Escape');
    expect(escapes).toBe(1);
  });

  it('is a panel like others where the layout has room for it', () => {
    click('button');
    fixture.componentInstance.hasRoom.set(true);
    TestBed.tick();
    press('Escape');
    expect(isOpen()).toBeTrue();
    expect(escapes).toBe(1);
  });
});
