import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import type { LayerBox } from './control-places.ts';
import { LayerBuilder } from './layer-builder.ts';

/** Layers evenly spaced between the input and the outputs. */
function boxesFor(count: number): LayerBox[] {
  const box = (left: number, width: number): LayerBox => ({
    ...{ left, right: left + width, top: 60, y: 360 },
  });
  const hidden = Array.from({ length: count }, (_, layer) => box(300 + layer * 110, 60));
  return [box(20, 150), ...hidden, box(760, 20)];
}

describe('LayerBuilder', () => {
  let fixture: ComponentFixture<LayerBuilder>;
  let built: readonly number[];

  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const buttons = (): HTMLButtonElement[] => [...host().querySelectorAll('button')];
  const named = (name: string): HTMLButtonElement => {
    const found = buttons().find((button) => button.getAttribute('aria-label')?.startsWith(name));
    if (!found) throw new Error(`${name}: expected a button, found none`);
    return found;
  };
  const field = (layer: number): HTMLInputElement => {
    const found = host().querySelectorAll('input')[layer];
    if (!found) throw new Error(`expected a field for layer ${layer}`);
    return found;
  };
  const show = (layers: readonly number[], right = 800): void => {
    fixture.componentRef.setInput('layers', layers);
    fixture.componentRef.setInput('boxes', boxesFor(layers.length));
    fixture.componentRef.setInput('edges', [240, right]);
    fixture.detectChanges();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    fixture = TestBed.createComponent(LayerBuilder);
    built = [];
    fixture.componentInstance.layers.subscribe((layers) => (built = layers));
    host().style.cssText = 'position: fixed; inset: 0; --px: 1px';
  });

  it('adds a layer of 16 where it is asked to, up to four', () => {
    show([32]);
    named('Add a layer before the digits').click();
    expect(built).toEqual([32, 16]);
    show([32]);
    named('Add a layer before layer 1').click();
    expect(built).toEqual([16, 32]);
    show([8, 8, 8, 8]);
    expect(buttons().filter(({ className }) => className === 'addition').length).toBe(0);
    expect(host().querySelectorAll('.size').length).toBe(4);
    show([]);
    named('Add a layer before the digits').click();
    expect(built).toEqual([16]);
  });

  it('halves, doubles and, at four neurons, takes a layer away', () => {
    show([32, 64]);
    named('Layer 2: half').click();
    expect(built).toEqual([32, 32]);
    show([32, 64]);
    named('Layer 1: twice').click();
    expect(built).toEqual([64, 64]);
    show([4, 256]);
    named('Remove layer 1').click();
    expect(built).toEqual([256]);
    show([4, 256]);
    expect(named('Layer 2: twice').disabled).toBeTrue();
  });

  it('takes what is typed, and shows what became of it', () => {
    show([32]);
    field(0).value = '1000';
    field(0).dispatchEvent(new Event('change'));
    expect(built).toEqual([256]);
    expect(field(0).value).toBe('256');
    field(0).value = 'many';
    field(0).dispatchEvent(new Event('change'));
    expect(field(0).value).toBe('256');
  });

  it('has controls that fingers can use, from left to right, none over another', () => {
    for (const right of [800, 620]) {
      show([16, 16, 16], right);
      const boxes = [...host().querySelectorAll('.addition, .size')].map((control) =>
        control.getBoundingClientRect(),
      );
      expect(boxes.length).toBe(7);
      for (const { width, height } of boxes) {
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }
      for (const kind of ['.addition', '.size']) {
        const row = [...host().querySelectorAll(kind)].map((one) => one.getBoundingClientRect());
        row.slice(1).forEach(({ left }, index) => {
          expect(left).toBeGreaterThanOrEqual((row[index]?.right ?? 0) - 0.5);
        });
      }
      const order = [...host().querySelectorAll('button, input')].map(
        (one) => one.closest('.size, .addition')?.className.split(' ')[0],
      );
      expect(order[0]).toBe('addition');
      expect(order[1]).toBe('size');
    }
  });

  it('has one whole control where there is no room for all: that of the layer in use', () => {
    show([16, 16, 16], 600);
    const whole = (): boolean[] =>
      [...host().querySelectorAll('.size')].map((one) => one.classList.contains('whole'));
    expect(whole()).toEqual([true, false, false]);
    field(1).dispatchEvent(new Event('focus'));
    fixture.detectChanges();
    expect(whole()).toEqual([false, true, false]);
  });

  it('has a row of its own where it would cover the network, and adds behind the layer in use', () => {
    show([16, 32], 400);
    const kinds = (): (string | undefined)[] =>
      [...host().children].map(({ className }) => className.split(' ').at(-1));
    expect(host().classList).toContain('in-row');
    expect(kinds()).toEqual(['whole', 'addition', 'size']);
    const row = [...host().children].map((control) => control.getBoundingClientRect());
    expect(new Set(row.map(({ top }) => top)).size).toBe(1);
    field(1).dispatchEvent(new Event('focus'));
    fixture.detectChanges();
    expect(kinds()).toEqual(['size', 'whole', 'addition']);
    named('Add a layer before the digits').click();
    expect(built).toEqual([16, 32, 16]);
    show([8, 8, 8, 8], 400);
    expect(kinds()).toEqual(['size', 'size', 'whole', 'size']);
  });
});
