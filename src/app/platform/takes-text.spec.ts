import { takesText } from './takes-text.ts';

describe('takesText', () => {
  const takes = (element: Partial<HTMLInputElement>): boolean =>
    takesText(element as unknown as EventTarget);

  it('is true for fields that accept typing', () => {
    for (const type of ['text', 'url', 'search', 'number', 'password', 'date']) {
      expect(takes({ tagName: 'INPUT', type }))
        .withContext(type)
        .toBeTrue();
    }
    // A browser that does not know the type.
    expect(takes({ tagName: 'INPUT' })).toBeTrue();
    expect(takes({ tagName: 'TEXTAREA', type: 'textarea' })).toBeTrue();
    expect(takes({ tagName: 'DIV', isContentEditable: true })).toBeTrue();
  });

  it('is false for everything else', () => {
    for (const type of [
      ...['button', 'checkbox', 'color', 'file', 'hidden', 'image', 'radio', 'range', 'reset'],
      'submit',
    ]) {
      expect(takes({ tagName: 'INPUT', type }))
        .withContext(type)
        .toBeFalse();
    }
    expect(takes({ tagName: 'BUTTON', type: 'button' })).toBeFalse();
    expect(takes({ tagName: 'BODY', isContentEditable: false })).toBeFalse();
    expect(takes({})).withContext('the document').toBeFalse();
    expect(takesText(null)).toBeFalse();
  });
});
