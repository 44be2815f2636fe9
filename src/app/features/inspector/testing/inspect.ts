import { TestBed } from '@angular/core/testing';
import { forward, type ForwardPass, type NeuronId } from '#model';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { Inspector } from '../inspector.ts';
import { drawing, network, weights } from './small-network.ts';

interface Inputs {
  readonly selection: NeuronId | undefined;
  readonly pass: ForwardPass;
  readonly isBlank: boolean;
  readonly leastDrawn: readonly number[] | undefined;
}

export const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
export const textsOf = (elements: Iterable<Element>): string[] => Array.from(elements, textOf);

/** Opens the inspector of the small network, and reads what it shows. */
export async function inspect(selection: NeuronId, inputs: Partial<Inputs> = {}) {
  TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
  const fixture = TestBed.createComponent(Inspector);
  const element = fixture.nativeElement as HTMLElement;
  element.style.blockSize = '600px';
  const picked: NeuronId[] = [];
  let closed = 0;
  fixture.componentInstance.pick.subscribe((id) => picked.push(id));
  fixture.componentInstance.closed.subscribe(() => (closed += 1));
  const set = async (changes: Partial<Inputs>): Promise<void> => {
    for (const [name, value] of Object.entries(changes)) {
      fixture.componentRef.setInput(name, value);
    }
    await settle();
  };
  /** Virtual rows are rendered one frame after a change. */
  const settle = async (): Promise<void> => {
    for (let frame = 0; frame < 3; frame++) {
      await fixture.whenStable();
      await new Promise(requestAnimationFrame);
    }
  };
  fixture.componentRef.setInput('network', network);
  fixture.componentRef.setInput('weights', weights);
  await set({ selection, pass: forward(network, weights, drawing), ...inputs });
  const text = (selector: string): string => textOf(element.querySelector(selector));
  const rows = (): HTMLButtonElement[] => [
    ...element.querySelectorAll<HTMLButtonElement>('[role="listitem"] button'),
  ];
  const addition = (): string[] =>
    Array.from(element.querySelectorAll('dl > div'), ({ children }) => textsOf(children).join(' '));
  const choose = async (name: string): Promise<void> => {
    const label = [...element.querySelectorAll('label')].find((found) => textOf(found) === name);
    label?.querySelector('input')?.click();
    await settle();
  };
  return { element, picked, closes: () => closed, set, settle, text, rows, addition, choose };
}
