/** An element of the page: the first visible one that the selector finds, and that has this name if there is one. */
export interface Target {
  readonly selector: string;
  /** Its label, or else its text. */
  readonly name?: string;
}

/** A rectangle, CSS pixels of the page. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Runs in the page: where a target is once two frames have left it in its place, or why it has none yet. Frames, not
 * milliseconds: on a busy machine nothing moves for a while that is about to.
 */
export async function placeInPage({
  selector,
  name,
  mustBeOnTop,
}: Target & { readonly mustBeOnTop: boolean }): Promise<Box | string> {
  const element = Array.from(document.querySelectorAll(selector)).find((it) => {
    const itsName = it.getAttribute('aria-label') ?? it.textContent.replaceAll(/\s+/g, ' ').trim();
    return it.checkVisibility() && (name === undefined || itsName === name);
  });
  if (!element) return 'not on the page';
  if (mustBeOnTop) {
    if (element.matches(':disabled')) return 'disabled';
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  const before = element.getBoundingClientRect();
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const { x, y, width, height } = element.getBoundingClientRect();
  if ([x, y, width, height].join() !== [before.x, before.y, before.width, before.height].join())
    return 'moving';
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  if (mustBeOnTop && !element.contains(top))
    return `covered by ${top?.tagName ?? 'nothing, outside of the page'}`;
  return { x, y, width, height };
}

/**
 * Runs in the page: where each layer of the network is in it, from input to output, once two frames have left them in
 * their places; or why they have none yet.
 */
export async function layersInPage(): Promise<Box[] | string> {
  const scene = document.querySelector('app-network-scene');
  const boxes = (): string => scene?.getAttribute('data-layers') ?? '';
  const before = boxes();
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  if (boxes() !== before) return 'moving';
  if (!scene || before === '') return 'no picture';
  const { x, y } = scene.getBoundingClientRect();
  return before.split(' ').map((box) => {
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = box.split(',').map(Number);
    return { x: x + left, y: y + top, width: right - left, height: bottom - top };
  });
}
