/** Kinds of `<input>` that nobody types into. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set([
  ...[
    'button',
    'checkbox',
    'color',
    'file',
    'hidden',
    'image',
    'radio',
    'range',
    'reset',
    'submit',
  ],
]);

/** Whether text can be typed into what an event came to: then keys, and what is dropped there, belong to it. */
export function takesText(target: EventTarget | null): boolean {
  // Events of the document and the window have no element.
  const { tagName, type, isContentEditable } = (target ?? {}) as Partial<HTMLInputElement>;
  if (isContentEditable === true || tagName === 'TEXTAREA') return true;
  return tagName === 'INPUT' && !WITHOUT_TEXT.has(type ?? 'text');
}
