import type { Rectangle, Size } from '../../platform/rectangle.ts';

/** Distance from a menu to what it stands beside, and to the edge of the screen; CSS pixels. */
const MARGIN = 8;

/**
 * Where a menu stands so that the paper stays visible: beside it on wide screens, above it on high ones, where there
 * is room. Without room it stands above its button, or over it. CSS pixels of the screen.
 */
export function placeBeside(
  paper: Rectangle,
  button: Rectangle,
  menu: Size,
  screen: Size,
): { readonly left: number; readonly top: number } {
  const within = (start: number, size: number, most: number): number =>
    Math.max(MARGIN, Math.min(start, most - MARGIN - size));
  const [paperEnd, buttonEnd] = [paper.left + paper.width, button.left + button.width];
  const left = within(buttonEnd - menu.width, menu.width, screen.width);
  const beside = Math.max(paperEnd, buttonEnd) + MARGIN;
  const fitsBeside = beside + menu.width + MARGIN <= screen.width;
  const above = paper.top - MARGIN - menu.height;
  const fitsAbove = above >= MARGIN;
  const isWide = screen.width >= screen.height;
  if (paper.width > 0 && fitsBeside && (isWide || !fitsAbove)) {
    const bottom = button.top + button.height;
    return { left: beside, top: within(bottom - menu.height, menu.height, screen.height) };
  }
  if (paper.width > 0 && fitsAbove) return { left, top: above };
  const top = button.top - MARGIN - menu.height;
  return { left, top: within(top, menu.height, screen.height) };
}
