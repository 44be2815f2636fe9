/** Whether a pointer is over something with nothing pressed; a finger that is told of is down. */
export function isHovering({
  pointerType,
  buttons,
}: Pick<PointerEvent, 'pointerType' | 'buttons'>): boolean {
  return buttons === 0 && pointerType !== 'touch';
}
