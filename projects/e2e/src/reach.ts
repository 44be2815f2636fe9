import type { Page } from '@playwright/test';

/**
 * What a visitor cannot read or press in the page's current state, in words: parts that overlap, are cut off, or
 * cannot be scrolled to, and parts that scroll sideways. Everything is measured at the same moment. What appears only
 * with focus, or only for screen readers, is left out.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Rect {
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    interface Part {
      readonly element: Element;
      readonly name: string;
      readonly rect: Rect;
    }
    /** CSS pixels lost to rounding in browsers. */
    const TOLERANCE = 1;
    /** Glyphs are smaller than their line. */
    const LEADING = 0.2;
    const CONTROLS =
      'a[href], button, summary, select, input, [role="meter"], [role="img"], [tabindex="0"]';
    /** What lies beneath other things on purpose: the network's picture, marks on the paper, and the curve. */
    const GROUNDS =
      'app-network-scene canvas, app-digit-pad *, app-pixel-map, app-curve-chart svg, .moments';

    const found: string[] = [];
    const modal = [...document.querySelectorAll('dialog')].find((dialog) =>
      dialog.matches(':modal'),
    );
    const popover = document.querySelector(':popover-open, .flyout:not([hidden]), .slid-in');
    const root = modal ?? popover ?? document.body;

    const isHiddenFromSight = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { clipPath, opacity } = getComputedStyle(at);
        if (clipPath === 'inset(50%)' || opacity === '0') return true;
        if (at !== element && at.matches('svg')) return true;
      }
      return false;
    };
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(GROUNDS) &&
      !isHiddenFromSight(element);
    const describe = (element: Element): string =>
      `<${element.tagName.toLowerCase()}> ${(element.ariaLabel ?? element.textContent).trim().replaceAll(/\s+/g, ' ').slice(0, 40)}`;

    const parts: Part[] = [];
    for (const element of root.querySelectorAll(CONTROLS)) {
      // A radio button is as large as its label, and seen where that is.
      const seen = element.matches('[type="radio"]') ? element.closest('label') : element;
      if (!isSeen(seen ?? element)) continue;
      if (element.matches('[type="file"], [hidden]')) continue;
      // A name in the picture is larger for fingers than it looks, and lies below panels that it reaches.
      if (element.matches('app-scene-names button')) continue;
      const rect = element.getBoundingClientRect();
      if (rect.width > 0) parts.push({ element, name: describe(element), rect });
    }
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        const inset = line.height * LEADING;
        const { left, right } = line;
        const rect = { left, right, top: line.top + inset, bottom: line.bottom - inset };
        if (line.width > 0) parts.push({ element, name: `“${text.slice(0, 40)}”`, rect });
      }
    }

    const sizeOf = (from: number, to: number): string => `${from.toFixed()}…${to.toFixed()}`;
    const reach = ({ element, name, rect: own }: Part): void => {
      let rect = own;
      const isWithin = (from: number, to: number, least: number, most: number): boolean =>
        from >= least - TOLERANCE && to <= most + TOLERANCE;
      const isText = name.startsWith('“');
      const layer = element.closest('dialog, [popover], .flyout');
      for (let at = isText ? element : element.parentElement; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const left = box.left + at.clientLeft;
        const top = box.top + at.clientTop;
        const check = (
          axis: 'across' | 'down',
          overflow: string,
          [from, to]: readonly [number, number],
          [start, client, scrolled, whole]: readonly [number, number, number, number],
        ): readonly [number, number] => {
          if (overflow === 'visible' || client === 0) return [from, to];
          const isScroller = overflow === 'auto' || overflow === 'scroll';
          const least = isScroller ? start - scrolled : start;
          const most = isScroller ? start - scrolled + whole : start + client;
          if (!isWithin(from, to, least, most)) {
            found.push(
              `${name} is cut off ${axis} by ${describe(at)}: ${sizeOf(from, to)} of ${sizeOf(least, most)}`,
            );
          }
          return isScroller ? [start, start + client] : [from, to];
        };
        const [scrollTop, scrollLeft] = [at.scrollTop, at.scrollLeft];
        const across = check(
          'across',
          style.overflowX,
          [rect.left, rect.right],
          [left, at.clientWidth, scrollLeft, at.scrollWidth],
        );
        const down = check(
          'down',
          style.overflowY,
          [rect.top, rect.bottom],
          [top, at.clientHeight, scrollTop, at.scrollHeight],
        );
        rect = { left: across[0], right: across[1], top: down[0], bottom: down[1] };
        if (at === layer || style.position === 'fixed') break;
      }
      if (
        !isWithin(rect.left, rect.right, 0, innerWidth) ||
        !isWithin(rect.top, rect.bottom, 0, innerHeight)
      ) {
        found.push(
          `${name} is out of the window: ${sizeOf(rect.left, rect.right)} across, ${sizeOf(rect.top, rect.bottom)} down`,
        );
      }
    };
    parts.forEach(reach);

    const overlap = (a: Rect, b: Rect): boolean =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOLERANCE &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOLERANCE;
    /** What is scrolled out of its container overlaps nothing. */
    const shownRect = ({ element, rect }: Part): Rect => {
      let { left, top, right, bottom } = rect;
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(at).overflow)) continue;
        const box = at.getBoundingClientRect();
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
      return { left, top, right, bottom };
    };
    const shown = parts.map((part) => ({ ...part, rect: shownRect(part) }));
    const isOneThing = (a: Element, b: Element): boolean => {
      if (a.contains(b) || b.contains(a)) return true;
      const label = a.closest('label');
      if (label !== null && label === b.closest('label')) return true;
      // A slider covers its own strip, whose marks it moves along.
      const strip = a.closest('.film');
      return (
        strip !== null && strip === b.closest('.film') && [a, b].some((one) => one.matches('input'))
      );
    };
    shown.forEach((part, index) => {
      for (const other of shown.slice(index + 1)) {
        if (!overlap(part.rect, other.rect) || isOneThing(part.element, other.element)) continue;
        // A table's head stays in place while rows pass below it.
        if ([part, other].some(({ element }) => element.closest('thead, th[scope="row"]')))
          continue;
        found.push(`${part.name} and ${other.name} lie over each other`);
      }
    });

    // A table of pixels may scroll sideways, because columns are compared, as on maps.
    for (const element of root.querySelectorAll('*:not(app-pixel-table)')) {
      const { overflowX } = getComputedStyle(element);
      if (!/auto|scroll/.test(overflowX) || !element.checkVisibility()) continue;
      if (element.scrollWidth > element.clientWidth + TOLERANCE && element.clientWidth > 0) {
        found.push(
          `${describe(element)} scrolls sideways: ${element.scrollWidth} in ${element.clientWidth}`,
        );
      }
    }
    return [...new Set(found)];
  });
}
