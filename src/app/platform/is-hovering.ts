/** Whether a pointer hovers without a button pressed. A finger never hovers. */
export function isHovering({
  pointerType,
  buttons,
}: Pick<PointerEvent, 'pointerType' | 'buttons'>): boolean {
  return buttons === 0 && pointerType !== 'touch';
}
