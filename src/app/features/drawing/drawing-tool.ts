/** What the hand holds. */
export type DrawingTool = 'pen' | 'eraser';

/** What a pointer event tells about buttons. */
export type PointerButtons = Pick<PointerEvent, 'button' | 'buttons'>;

const PRIMARY = 0;
/** A mouse's right button, or the one on a pen's barrel. */
const SECONDARY = 2;
/** A pen turned round (Pointer Events, section 4.1.1.1): as the button that went down, and as those held. */
const ERASER_END = 5;
const ERASER_END_HELD = 32;

/**
 * What a pointer that goes down does: its eraser end and its right button erase, whatever is chosen.
 * @returns undefined for other buttons
 */
export function toolOf(
  { button, buttons }: PointerButtons,
  chosen: DrawingTool,
): DrawingTool | undefined {
  if (button === ERASER_END || (buttons & ERASER_END_HELD) !== 0) return 'eraser';
  if (button === SECONDARY) return 'eraser';
  return button === PRIMARY ? chosen : undefined;
}
