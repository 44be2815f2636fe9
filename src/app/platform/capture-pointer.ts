/** Makes an element receive all of a pointer's events, even when the pointer leaves it. */
export function capturePointer(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch (error) {
    // NotFoundError: the pointer is already gone, or the event was synthetic.
    if (!(error instanceof DOMException)) throw error;
  }
}
