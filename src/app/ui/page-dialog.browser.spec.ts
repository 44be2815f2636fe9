import { Component, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PageDialog } from './page-dialog.ts';

@Component({
  imports: [PageDialog],
  template: `<dialog appPageDialog><button type="button">Back</button></dialog>`,
})
class Host {
  readonly dialog = viewChild.required(PageDialog);
}

describe('PageDialog', () => {
  it('opens at once, as large as the page, and again after it was closed in whatever way', async () => {
    const fixture = TestBed.createComponent(Host);
    fixture.detectChanges();
    const { dialog } = fixture.componentInstance;
    const element = (fixture.nativeElement as HTMLElement).querySelector('dialog');
    if (!element) throw new Error('expected a dialog, found none');
    const { left, top, width, height } = element.getBoundingClientRect();
    expect([left, top]).toEqual([0, 0]);
    expect([width, height]).toEqual([
      document.documentElement.clientWidth,
      document.documentElement.clientHeight,
    ]);
    expect(element.matches(':modal')).toBeTrue();
    expect(dialog().isOpen()).toBeTrue();
    // Twice is no error.
    dialog().open();

    const closes = (close: () => void): Promise<unknown> => {
      const closed = new Promise((resolve) => {
        element.addEventListener('close', resolve, { once: true });
      });
      close();
      return closed;
    };
    await closes(() => {
      dialog().close();
    });
    expect([element.open, dialog().isOpen()]).toEqual([false, false]);
    dialog().open();
    expect([element.open, dialog().isOpen()]).toEqual([true, true]);
    // As Escape and the browser's own ways do.
    await closes(() => {
      element.close();
    });
    expect(dialog().isOpen()).toBeFalse();
  });
});
