import { LocationStrategy, PlatformLocation } from '@angular/common';
import { MOCK_PLATFORM_LOCATION_CONFIG, MockPlatformLocation } from '@angular/common/testing';
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
    const startUrl = 'http://school.test/a/?weights=exports/c.json#/lab';
    TestBed.configureTestingModule({
      providers: [
        { provide: LocationStrategy, useClass: HashBesideQuery },
        { provide: PlatformLocation, useClass: MockPlatformLocation },
        { provide: MOCK_PLATFORM_LOCATION_CONFIG, useValue: { startUrl } },
      ],
    });
    const element = TestBed.createComponent(Links).nativeElement as Element;
    TestBed.tick();
    expect([...element.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/a/?weights=exports/c.json#/lab',
      '/a/?weights=exports/c.json#/',
    ]);
  });
});
