import type { Page } from '@playwright/test';

/**
 * Removes, in the page and in its workers, what the oldest supported browsers (.browserslistrc) lack, including what
 * only Chromium has.
 * @returns names of the scripts that workers loaded, updated as they are requested
 */
export async function makeOlder(page: Page): Promise<readonly string[]> {
  await page.addInitScript(takeAway);
  const toWorkers: string[] = [];
  // Init scripts do not reach workers, so their scripts begin with the removal.
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch();
    const name = new URL(route.request().url()).pathname;
    if (/worker-[^/]*\.js$/.test(name)) toWorkers.push(name);
    const body = `(${takeAway.toString()})();\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  return toWorkers;
}

function takeAway(): void {
  const scope = globalThis as unknown as Record<string, { prototype?: object } | undefined>;
  const remove = (owner: object | undefined, ...names: readonly string[]): void => {
    for (const name of names) if (owner) Reflect.deleteProperty(owner, name);
  };
  const removeFrom = (name: string, ...members: readonly string[]): void => {
    remove(scope[name]?.prototype, ...members);
  };
  remove(Promise, 'withResolvers', 'try');
  remove(Object, 'groupBy');
  remove(Map, 'groupBy');
  remove(Array, 'fromAsync');
  remove(RegExp, 'escape');
  remove(Error, 'isError', 'captureStackTrace');
  remove(Math, 'f16round', 'sumPrecise');
  remove(Intl, 'DurationFormat', 'Segmenter');
  remove(Atomics, 'waitAsync', 'pause');
  remove(Uint8Array, 'fromBase64', 'fromHex');
  removeFrom('Uint8Array', 'toBase64', 'toHex', 'setFromBase64', 'setFromHex');
  removeFrom('ArrayBuffer', 'transfer', 'transferToFixedLength', 'detached');
  removeFrom('DataView', 'getFloat16', 'setFloat16');
  removeFrom('Map', 'getOrInsert', 'getOrInsertComputed');
  removeFrom('Set', 'union', 'intersection', 'difference', 'symmetricDifference');
  removeFrom('Set', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom');
  const iterators = scope['Iterator']?.prototype;
  remove(iterators, 'map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach');
  remove(iterators, 'some', 'every', 'find');
  remove(URL, 'canParse', 'parse');
  remove(AbortSignal, 'any');
  remove(globalThis, 'Iterator', 'Float16Array', 'DisposableStack', 'AsyncDisposableStack');
  remove(globalThis, 'SuppressedError', 'scheduler', 'requestIdleCallback', 'URLPattern');
  remove(
    globalThis,
    'CloseWatcher',
    'ToggleEvent',
    'navigation',
    'cookieStore',
    'PressureObserver',
  );
  removeFrom('Navigator', 'gpu', 'connection', 'userAgentData', 'scheduling');
  // Not `checkVisibility`, although it is newer, because Playwright uses it.
  removeFrom('Element', 'moveBefore', 'setHTMLUnsafe', 'setHTML', 'ariaNotify');
  removeFrom('HTMLElement', 'popover', 'showPopover', 'hidePopover', 'togglePopover');
  removeFrom('HTMLButtonElement', 'popoverTargetElement', 'popoverTargetAction', 'command');
  removeFrom('HTMLButtonElement', 'commandForElement');
  removeFrom('HTMLDialogElement', 'requestClose', 'closedBy');
  removeFrom('Document', 'startViewTransition', 'caretPositionFromPoint');
  removeFrom('PointerEvent', 'getCoalescedEvents', 'getPredictedEvents');
  if (!('document' in globalThis)) return;
  // Unknown attributes do nothing, but unknown selectors are errors.
  const { setAttribute, matches } = Element.prototype as unknown as {
    setAttribute: (this: Element, name: string, value: string) => void;
    matches: (this: Element, selector: string) => boolean;
  };
  Element.prototype.setAttribute = function (name, value) {
    if (!/^(popover|command)/.test(name)) setAttribute.call(this, name, value);
  };
  const strictly: typeof matches = function (selector) {
    if (selector.includes(':popover-open')) throw new SyntaxError(selector);
    return matches.call(this, selector);
  };
  Object.assign(Element.prototype, { matches: strictly });
}
