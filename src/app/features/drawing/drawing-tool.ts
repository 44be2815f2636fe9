/** A tool to draw with. */
export type DrawingTool = 'pen' | 'eraser';

/** The buttons of a pointer event. */
export type PointerButtons = Pick<PointerEvent, 'button' | 'buttons'>;

const PRIMARY = 0;
/** A mouse's right button, or the one on a pen's barrel. */
const SECONDARY = 2;
/** The eraser end of a pen (Pointer Events, section 4.1.1.1): in `button`, and in `buttons`. */
const ERASER_END = 5;
const ERASER_END_HELD = 32;

/**
 * The tool for a pointer that goes down: the eraser end of a pen and the right button always erase.
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
