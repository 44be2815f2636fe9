import { Location, LocationStrategy, PlatformLocation } from '@angular/common';
import { MOCK_PLATFORM_LOCATION_CONFIG, MockPlatformLocation } from '@angular/common/testing';
import { TestBed } from '@angular/core/testing';
import { HashBesideQuery } from './hash-beside-query.ts';

describe('HashBesideQuery', () => {
  function locationAt(startUrl: string): { location: Location; url: () => string } {
    TestBed.configureTestingModule({
      providers: [
        { provide: LocationStrategy, useClass: HashBesideQuery },
        { provide: PlatformLocation, useClass: MockPlatformLocation },
        { provide: MOCK_PLATFORM_LOCATION_CONFIG, useValue: { startUrl } },
      ],
    });
    const { href } = new URL(startUrl);
    const platform = TestBed.inject(PlatformLocation);
    return {
      location: TestBed.inject(Location),
      url: () => new URL(`${platform.pathname}${platform.search}${platform.hash}`, href).href,
    };
  }

  it('keeps folder and query, and writes no # for the first page', () => {
    const { location, url } = locationAt('http://school.test/a/b/?weights=exports/c.json');
    expect(location.path()).toBe('');
    location.replaceState('');
    expect(url()).toBe('http://school.test/a/b/?weights=exports/c.json');
    location.go('/lessons/1');
    expect(url()).toBe('http://school.test/a/b/?weights=exports/c.json#/lessons/1');
    expect(location.path()).toBe('/lessons/1');
    location.go('');
    expect(url()).toBe('http://school.test/a/b/?weights=exports/c.json');
  });

  it('reads the page from an address', () => {
    const { location } = locationAt('http://school.test/index.html?page=offline#/lessons/1');
    expect(location.path()).toBe('/lessons/1');
  });
});
