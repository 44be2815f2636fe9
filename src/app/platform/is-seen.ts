/**
 * Whether an element is laid out and not invisible (`checkVisibility`, which is newer than the oldest browsers that the app
 * runs in).
 */
export function isSeen(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
}
