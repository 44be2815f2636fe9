import { LocationStrategy } from '@angular/common';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { HashBesideQuery } from '../platform/hash-beside-query.ts';
import { PageLink } from './page-link.ts';

@Component({
  imports: [PageLink],
  template: '<a appPageLink="lab">Lab</a><a appPageLink="">Back</a>',
})
class Links {}

describe('PageLink', () => {
  it('leads behind the address that the app has; to the first page, too, so that it is not loaded anew', () => {
    TestBed.configureTestingModule({
      providers: [{ provide: LocationStrategy, useClass: HashBesideQuery }],
    });
    const element = TestBed.createComponent(Links).nativeElement as Element;
    TestBed.tick();
    const { pathname, search } = location;
    expect([...element.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      `${pathname}${search}#/lab`,
      `${pathname}${search}#/`,
    ]);
  });
});
