import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { mediaQuery } from './media-query.ts';

@Component({ template: '' })
class Asking {
  readonly isWide = mediaQuery('(min-width: 2px)');
  readonly isHuge = mediaQuery('(min-width: 99999px)');
}

describe('mediaQuery', () => {
  it('says whether a query holds, and follows it until destroyed', () => {
    const listeners = new Set<(event: MediaQueryListEvent) => void>();
    const list = {
      matches: true,
      addEventListener: (_: string, it: (event: MediaQueryListEvent) => void) => listeners.add(it),
      removeEventListener: (_: string, it: (event: MediaQueryListEvent) => void) =>
        listeners.delete(it),
    };
    spyOn(window, 'matchMedia').and.returnValue(list as unknown as MediaQueryList);
    const fixture = TestBed.createComponent(Asking);
    expect(fixture.componentInstance.isWide()).toBeTrue();
    for (const tell of listeners) tell({ matches: false } as MediaQueryListEvent);
    expect(fixture.componentInstance.isWide()).toBeFalse();
    fixture.destroy();
    expect(listeners.size).toBe(0);
  });

  it('asks the browser', () => {
    const { isWide, isHuge } = TestBed.createComponent(Asking).componentInstance;
    expect([isWide(), isHuge()]).toEqual([true, false]);
  });
});
