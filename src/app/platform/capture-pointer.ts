/** Has an element take a pointer's events wherever it goes; without that it has them only while it is over it. */
export function capturePointer(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch (error) {
    // NotFoundError: the pointer is gone already, or the event was made by a program.
    if (!(error instanceof DOMException)) throw error;
  }
}
