/** Types of `<input>` that take no text. */
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

/** Whether an event's target takes text. If so, key presses and drops belong to it, not to the app's shortcuts. */
export function takesText(target: EventTarget | null): boolean {
  // The target may be the document or the window, which have none of these properties.
  const { tagName, type, isContentEditable } = (target ?? {}) as Partial<HTMLInputElement>;
  if (isContentEditable === true || tagName === 'TEXTAREA') return true;
  return tagName === 'INPUT' && !WITHOUT_TEXT.has(type ?? 'text');
}
