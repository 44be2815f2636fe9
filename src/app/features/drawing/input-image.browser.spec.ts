import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { InputImage } from './input-image.ts';

describe('InputImage', () => {
  it('shows each pixel with its ink', () => {
    const image = new Float32Array(784);
    image[3 * 28 + 5] = 1;
    image[4 * 28 + 6] = 0.4;
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(InputImage);
    fixture.componentRef.setInput('image', image);
    fixture.detectChanges();
    const canvas = (fixture.nativeElement as HTMLElement).querySelector('canvas');
    const { data = [] } = canvas?.getContext('2d')?.getImageData(0, 0, 28, 28) ?? {};
    const opacity = (x: number, y: number): number | undefined => data[(y * 28 + x) * 4 + 3];
    expect([opacity(5, 3), opacity(6, 4), opacity(0, 0)]).toEqual([255, 102, 0]);
    expect(canvas?.getAttribute('aria-label')).toBe('What goes in');
  });
});
