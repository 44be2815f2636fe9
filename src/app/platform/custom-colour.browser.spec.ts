import { customColour } from './custom-colour.ts';

describe('customColour', () => {
  let element: HTMLElement;

  beforeEach(() => {
    element = document.body.appendChild(document.createElement('div'));
  });

  afterEach(() => {
    element.remove();
  });

  it('is the colour of the element, with references resolved', () => {
    element.style.cssText = '--one: #1c2233; --another: var(--one)';
    const child = element.appendChild(document.createElement('p'));
    expect(customColour(child, '--another')).toEqual([0x1c, 0x22, 0x33]);
    child.style.setProperty('--one', ' #FFB454 ');
    expect(customColour(child, '--one')).toEqual([255, 180, 84]);
  });

  it('is black by default', () => {
    element.style.cssText = '--one: light-dark(red, blue)';
    expect(customColour(element, '--one')).toEqual([0, 0, 0]);
    expect(customColour(element, '--another')).toEqual([0, 0, 0]);
  });
});
