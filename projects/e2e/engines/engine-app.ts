import type { Line } from '../src/digits.ts';
import { sendStrokes, type PointerType } from '../src/pointer-strokes.ts';
import type { EnginePage, MouseAction } from './engine-page.ts';
import { layersInPage, placeInPage, type Box, type Target } from './engine-place.ts';
import { poll } from './poll.ts';

const PAD_UNITS = 28;

/** The app in one of the engines, as a visitor sees and touches it. */
export class EngineApp {
  readonly page: EnginePage;
  /** Where the app is served, with its slash. */
  private readonly url: string;

  constructor(page: EnginePage, url: string) {
    this.page = page;
    this.url = url;
  }

  /**
   * Opens the app and waits until it can answer.
   * @param kept what an earlier visit has left in the local storage
   */
  async open(
    kept: Readonly<Record<string, string>> = { visited: 'yes', 'offline.download': 'paused' },
  ): Promise<void> {
    // A page of the same origin that is not the app: no driver can write there before.
    await this.page.open(`${this.url}icon.svg`);
    await this.page.evaluate((kept) => {
      for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value);
    }, kept);
    await this.page.open(this.url);
    await this.untilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  /** Waits until a function in the page gives what is expected. */
  async expect<Argument, Result>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    expected: Result,
  ): Promise<void> {
    await poll(() => this.page.evaluate(inPage, argument)).toEqual(expected);
  }

  /** The text of the first visible element that a selector finds; undefined if there is none. */
  async text(selector: string): Promise<string | undefined> {
    const text = await this.page.evaluate(
      (selector) =>
        Array.from(document.querySelectorAll(selector))
          .find((element) => element.checkVisibility())
          ?.textContent.replaceAll(/\s+/g, ' ')
          .trim() ?? null,
      selector,
    );
    return text ?? undefined;
  }

  /** Waits until that text is a certain one, or contains something. */
  async expectText(selector: string, expected: string | RegExp | undefined): Promise<void> {
    const polled = poll(() => this.text(selector), `text of ${selector}`);
    await (expected instanceof RegExp ? polled.toMatch(expected) : polled.toBe(expected));
  }

  /** How many visible elements a selector finds. */
  count(selector: string): Promise<number> {
    return this.page.evaluate(
      (selector) =>
        Array.from(document.querySelectorAll(selector)).filter((it) => it.checkVisibility()).length,
      selector,
    );
  }

  /** Waits until an element is there and stands still, and says where it is. */
  async boxOf(selector: string): Promise<Box> {
    return this.placeOf({ selector }, false);
  }

  /** Waits until there is a picture that stands still, and says where its layers are, from input to output. */
  async layerBoxes(): Promise<readonly Box[]> {
    return this.whereabouts('the layers', () => this.page.evaluate(layersInPage, undefined));
  }

  /** Clicks into the middle of an element with the mouse, once nothing covers it. */
  async click(target: Target): Promise<void> {
    const { x, y, width, height } = await this.placeOf(target, true);
    await this.clickAt(x + width / 2, y + height / 2);
  }

  async clickAt(x: number, y: number): Promise<void> {
    await this.page.mouse([{ kind: 'move', x, y }, { kind: 'down' }, { kind: 'up' }]);
  }

  /** The values of the ten bars, in percent. */
  percentages(): Promise<number[]> {
    return this.page.evaluate(
      () =>
        Array.from(document.querySelectorAll('[role="meter"]'), (meter) =>
          Number(meter.getAttribute('aria-valuenow')),
        ),
      undefined,
    );
  }

  /** Expects a clear answer: the digit's bar is above 90 %. */
  async expectAnswer(digit: number): Promise<void> {
    await poll(
      async () => (await this.percentages())[digit],
      `percent of digit ${digit}`,
    ).toBeGreaterThan(90);
  }

  /** Expects no answer: all bars are empty. */
  async expectNoAnswer(): Promise<void> {
    await poll(() => this.percentages()).toEqual(new Array<number>(10).fill(0));
  }

  /** The input image of the network: ink 0..1, row-major, rounded to 255ths. */
  image(): Promise<number[]> {
    return this.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('app-input-image canvas');
      const { data } = canvas?.getContext('2d')?.getImageData(0, 0, 28, 28) ?? { data: [] };
      return Array.from({ length: 784 }, (_, index) => (data[index * 4 + 3] ?? 0) / 255);
    }, undefined);
  }

  /** Draws with the mouse. */
  async draw(lines: readonly Line[], pad?: string): Promise<void> {
    const toPage = await this.padToPage(pad);
    for (const line of lines) {
      const moves = line.map((place): MouseAction => ({ kind: 'move', ...toPage(place) }));
      await this.page.mouse([
        ...moves.slice(0, 1),
        { kind: 'down' },
        ...moves.slice(1),
        { kind: 'up' },
      ]);
    }
  }

  /** Draws with a finger or a pen, which no driver has, by synthetic pointer events. */
  async drawWith(pointerType: PointerType, lines: readonly Line[]): Promise<void> {
    const toPage = await this.padToPage();
    const moments = lines.map((line) =>
      line.map((place) => ({ ...toPage(place), pressure: pointerType === 'pen' ? 0.6 : 0.5 })),
    );
    await this.page.evaluate(sendStrokes, {
      selector: 'app-digit-pad',
      moments,
      pointerType,
      held: { button: 0, buttons: 1 },
    });
  }

  /** Maps pad units to pixels of the page. */
  async padToPage(
    pad = 'app-digit-pad',
  ): Promise<(place: Line[number]) => { x: number; y: number }> {
    const box = await this.boxOf(pad);
    return ([x, y]) => ({
      x: box.x + (x / PAD_UNITS) * box.width,
      y: box.y + (y / PAD_UNITS) * box.height,
    });
  }

  /** Waits until the app can answer, and notes from then on what goes wrong on the page. */
  async untilReady(): Promise<void> {
    await this.expect(() => document.documentElement.dataset['ready'] ?? '', undefined, 'true');
    await this.page.evaluate(() => {
      const errors: string[] = [];
      Object.assign(window, { errorsOnPage: errors });
      window.addEventListener('error', ({ message }) => errors.push(message));
      window.addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
      const { error } = console;
      console.error = (...args: unknown[]) => {
        errors.push(args.map(String).join(' '));
        error(...args);
      };
    }, undefined);
  }

  /** What has gone wrong on the page since it was ready, as far as the page itself can know. */
  errors(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const { errorsOnPage } = window as unknown as { errorsOnPage?: string[] };
      return errorsOnPage ?? [];
    }, undefined);
  }

  private placeOf(target: Target, mustBeOnTop: boolean): Promise<Box> {
    const name = `${target.selector}${target.name === undefined ? '' : ` "${target.name}"`}`;
    return this.whereabouts(name, () =>
      this.page.evaluate(placeInPage, { ...target, mustBeOnTop }),
    );
  }

  /** Looks until there is more than a word on why there is no place. */
  private async whereabouts<Place extends object>(
    name: string,
    look: () => Promise<Place | string>,
  ): Promise<Place> {
    const found: Place[] = [];
    await poll(async () => {
      const place = await look();
      if (typeof place === 'string') return place;
      found.push(place);
      return 'there';
    }, `place of ${name}`).toBe('there');
    const [place] = found;
    if (!place) throw new Error(`place of ${name}: expected one, found none`);
    return place;
  }
}
