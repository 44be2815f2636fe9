import { isSeen } from '../../../platform/is-seen.ts';

/** A line of text on the page. */
export interface PageText {
  readonly text: string;
  /** As high as its font, CSS pixels of the page. */
  readonly box: DOMRect;
  readonly style: CSSStyleDeclaration;
  /** 0..1, with that of everything around it. */
  readonly opacity: number;
}

/** The texts in a part of the page that can be seen, line by line. */
export function textsIn(part: Element): PageText[] {
  const walker = part.ownerDocument.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts: PageText[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.nodeValue?.trim() || !isShown(parent, part)) continue;
    const style = getComputedStyle(parent);
    const opacity = opacityOf(parent);
    texts.push(...linesOf(node as Text).map((line) => ({ ...line, style, opacity })));
  }
  return texts;
}

/** The lines that a text is broken into: words whose boxes begin at the same height. */
function linesOf(node: Text): Pick<PageText, 'text' | 'box'>[] {
  const lines: { text: string; box: DOMRect }[] = [];
  const range = node.ownerDocument.createRange();
  for (const word of node.data.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < 1) {
      line.text += ` ${word[0]}`;
      line.box = new DOMRect(line.box.x, line.box.y, box.right - line.box.x, line.box.height);
    } else lines.push({ text: word[0], box });
  }
  return lines;
}

/** Whether it can be seen: neither invisible nor clipped to a point, as what only screen readers read is. */
function isShown(element: Element, part: Element): boolean {
  if (!isSeen(element)) return false;
  for (let at: Element | null = element; at; at = at === part ? null : at.parentElement) {
    if (getComputedStyle(at).clipPath.startsWith('inset(50%')) return false;
  }
  return true;
}

function opacityOf(element: Element): number {
  let opacity = 1;
  for (let at: Element | null = element; at; at = at.parentElement) {
    opacity *= Number(getComputedStyle(at).opacity);
  }
  return opacity;
}
