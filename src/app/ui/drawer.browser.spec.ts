import { TestBed } from '@angular/core/testing';
import { Drawer } from './drawer.ts';

describe('Drawer', () => {
  function render() {
    const fixture = TestBed.createComponent(Drawer);
    fixture.componentRef.setInput('heading', 'Settings');
    fixture.componentRef.setInput('closeName', 'Close settings');
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const find = (selector: string): HTMLElement => {
      const found = element.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`expected ${selector}, found nothing`);
      return found;
    };
    const sheet = find('.sheet');
    // It slides in.
    for (const animation of document.getAnimations()) animation.finish();
    const content = document.createElement('p');
    content.style.minHeight = '3000px';
    sheet.append(content);
    return { find, sheet };
  }

  it('keeps its heading and the way out in sight while its content scrolls below them', () => {
    const { find, sheet } = render();
    const places = (): number[] =>
      ['h2', '.round-button'].map((part) => Math.round(find(part).getBoundingClientRect().top));
    const before = places();
    sheet.scrollTo({ top: 2000 });
    expect(sheet.scrollTop).toBe(2000);
    expect(places()).toEqual(before);
    // Opaque, or the content would be read through the heading.
    const { backgroundColor } = getComputedStyle(find('header'));
    expect(backgroundColor).toBe(getComputedStyle(sheet).backgroundColor);
    const { left, bottom, height } = find('h2').getBoundingClientRect();
    const onTop = document.elementFromPoint(left + 4, bottom - height / 2);
    expect(find('header').contains(onTop)).toBeTrue();
  });
});
