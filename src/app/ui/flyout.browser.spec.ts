import { Component } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { Flyout } from './flyout.ts';

@Component({
  selector: 'app-two-menus',
  imports: [Flyout],
  template: `
    <button #first (click)="one.toggle()">first</button>
    <div #one="appFlyout" [appFlyout]="first"><button>in the first</button></div>
    <button #second (click)="two.toggle()">second</button>
    <div #two="appFlyout" [appFlyout]="second"><button>in the second</button></div>
    <button>elsewhere</button>
  `,
})
class TwoMenus {}

describe('Flyout', () => {
  let fixture: ComponentFixture<TwoMenus>;
  let escapes: number;
  const count = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) escapes += 1;
  };

  beforeEach(() => {
    escapes = 0;
    document.addEventListener('keydown', count);
    fixture = TestBed.createComponent(TwoMenus);
    fixture.detectChanges();
  });

  afterEach(() => {
    document.removeEventListener('keydown', count);
  });

  function button(text: string): HTMLButtonElement {
    const buttons = (fixture.nativeElement as HTMLElement).querySelectorAll('button');
    const found = [...buttons].find(({ textContent }) => textContent === text);
    if (!found) throw new Error(`expected a button "${text}"`);
    return found;
  }

  /** Which of the two are open. */
  function open(): string[] {
    fixture.detectChanges();
    return ['in the first', 'in the second'].filter((text) => button(text).checkVisibility());
  }

  function escape(target: Element): void {
    const event = { key: 'Escape', bubbles: true, cancelable: true };
    target.dispatchEvent(new KeyboardEvent('keydown', event));
  }

  it('opens and closes with its button', () => {
    expect(open()).toEqual([]);
    button('first').click();
    expect(open()).toEqual(['in the first']);
    button('first').click();
    expect(open()).toEqual([]);
  });

  it('closes with Escape, wherever the focus is, and moves the focus to its button', () => {
    for (const place of [button('in the first'), document.body]) {
      button('first').click();
      expect(open()).toEqual(['in the first']);
      escape(place);
      expect(open()).toEqual([]);
      expect(document.activeElement).toBe(button('first'));
    }
    // The flyout used these keys; the next one reaches the page.
    expect(escapes).toBe(0);
    escape(button('first'));
    expect(escapes).toBe(1);
  });

  it('closes with a press elsewhere, but not with one inside', () => {
    button('first').click();
    const press = (target: Element): boolean =>
      target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(open()).toEqual(['in the first']);
    press(button('in the first'));
    expect(open()).toEqual(['in the first']);
    press(button('elsewhere'));
    expect(open()).toEqual([]);
  });

  it('closes when the focus moves elsewhere, and leaves it there', () => {
    button('first').click();
    expect(open()).toEqual(['in the first']);
    button('in the first').focus();
    expect(open()).toEqual(['in the first']);
    button('second').focus();
    button('second').click();
    expect(open()).toEqual(['in the second']);
    button('elsewhere').focus();
    expect(open()).toEqual([]);
    expect(document.activeElement).toBe(button('elsewhere'));
  });
});
