import type { InkPoint } from '#model';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type { Line } from './digits.ts';
import { sendStrokes, type PointerType } from './pointer-strokes.ts';

const PAD_UNITS = 28;

/** Waits until what was pressed last is on the screen; what is seen before may be from before it. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** What is read once it stands still: four looks in a row, each 200 ms after the last, found the same values. */
async function settled(read: () => Promise<number[]>, what: string): Promise<number[]> {
  let values = await read();
  let timesSeen = 1;
  await expect
    .poll(
      async () => {
        const next = await read();
        timesSeen = next.every((value, index) => value === values[index]) ? timesSeen + 1 : 1;
        values = next;
        return timesSeen;
      },
      { message: `looks in a row at the same values: ${what}`, intervals: [200] },
    )
    .toBeGreaterThan(3);
  return values;
}

/** The app in a browser, as a visitor sees and touches it. */
export class AppPage {
  readonly page: Page;
  readonly pad: Locator;
  readonly timeline: Locator;

  constructor(page: Page) {
    this.page = page;
    this.pad = page.locator('app-digit-pad');
    this.timeline = page.getByRole('slider', { name: 'Training timeline' });
  }

  /** Opens the app and waits until it can answer. */
  async open(path = './'): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.locator('html[data-ready="true"]')).toBeAttached();
  }

  /** Makes the app show the first example of each digit, whose answers are clear, instead of a random one. */
  async takeFirstExamples(): Promise<void> {
    await this.page.addInitScript(() => {
      Math.random = () => 0;
    });
  }

  meter(digit: number): Locator {
    return this.page.getByRole('meter', { name: `Digit ${digit}`, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Moves the timeline to a checkpoint. */
  async moveTo(index: number): Promise<void> {
    await this.timeline.fill(String(index));
  }

  /** Chooses a language or a theme in the settings, which must be open. */
  async choose(value: 'de' | 'light'): Promise<void> {
    await this.page.locator(`dialog label:has([value="${value}"])`).click();
  }

  /** The input image of the network: ink 0..1, row-major, rounded to 255ths. */
  seenImage(): Promise<number[]> {
    return this.page
      .getByRole('img', { name: 'What goes in' })
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, 28, 28) ?? { data: [] };
        return Array.from({ length: 784 }, (_, index) => (data[index * 4 + 3] ?? 0) / 255);
      });
  }

  /** `seenImage` once it stands still: what was drawn last may be on its way through the worker. */
  settledImage(): Promise<number[]> {
    return settled(() => this.seenImage(), 'the image that goes in');
  }

  /** The values of the ten bars, in percent. */
  percentages(): Promise<number[]> {
    return this.page
      .getByRole('meter')
      .evaluateAll((meters) => meters.map((meter) => Number(meter.getAttribute('aria-valuenow'))));
  }

  /** `percentages` once they stand still, for the same reason. */
  settledPercentages(): Promise<number[]> {
    return settled(() => this.percentages(), 'the bars');
  }

  /** Expects a clear answer: the digit's bar is above 90 %. */
  async expectAnswer(digit: number): Promise<void> {
    await expect
      .poll(async () => (await this.percentages())[digit], `percent of digit ${digit}`)
      .toBeGreaterThan(90);
  }

  /** Expects no answer: all bars are empty. */
  async expectNoAnswer(): Promise<void> {
    await expect
      .poll(() => this.percentages(), { intervals: [10, 20, 50, 100] })
      .toEqual(new Array<number>(10).fill(0));
  }

  /** Draws with the mouse. */
  async draw(lines: readonly Line[]): Promise<void> {
    const toPage = await this.padToPage();
    for (const line of lines) {
      for (const [index, place] of line.entries()) {
        const { x, y } = toPage(place);
        await this.page.mouse.move(x, y, { steps: index === 0 ? 1 : 2 });
        if (index === 0) await this.page.mouse.down();
      }
      await this.page.mouse.up();
    }
  }

  /**
   * Draws with synthetic pointer events, because no driver has a pen: with pressure and coalesced points. Unlike real
   * pointers, they cannot be captured.
   */
  async drawWithPointer(
    lines: readonly Line[],
    { pointerType, pressure }: { readonly pointerType: PointerType; readonly pressure: number },
  ): Promise<void> {
    const strokes = lines.map((line) => line.map(([x, y]) => ({ x, y, pressure })));
    await this.drawStrokes(strokes, pointerType);
  }

  /**
   * Draws strokes in pad units with synthetic pointer events, each point with its pressure.
   * @param held which button went down, and which are held from then on
   */
  async drawStrokes(
    strokes: readonly (readonly InkPoint[])[],
    pointerType: PointerType,
    held = { button: 0, buttons: 1 },
  ): Promise<void> {
    const toPage = await this.padToPage();
    const moments = strokes.map((stroke) =>
      stroke.map(({ x, y, pressure }) => ({ ...toPage([x, y]), pressure })),
    );
    const selector = 'app-digit-pad';
    await this.page.evaluate(sendStrokes, { selector, moments, pointerType, held });
  }

  /** Maps pad units to pixels of the page. */
  async padToPage(): Promise<(place: Line[number]) => { x: number; y: number }> {
    const box = await this.pad.boundingBox();
    if (!box) throw new Error('drawing pad: expected it on the page, found nothing');
    return ([x, y]) => ({
      x: box.x + (x / PAD_UNITS) * box.width,
      y: box.y + (y / PAD_UNITS) * box.height,
    });
  }
}

interface Fixtures {
  readonly app: AppPage;
  /** Whether the app treats this as a first visit, on which it shows what to do when nothing happens. */
  readonly isFirstVisit: boolean;
  /** Patterns of the console errors that a test expects. */
  readonly expectedErrors: RegExp[];
}

/** A test of the app that fails when the page throws, logs an error or violates its security policy. */
export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  isFirstVisit: [false, { option: true }],
  page: async ({ page }, use) => {
    await use(page);
    // A request that a test answers may still be on its way when the test is over.
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  app: async ({ context, page, expectedErrors, isFirstVisit }, use) => {
    if (!isFirstVisit) {
      await context.addInitScript(() => {
        localStorage.setItem('visited', 'yes');
      });
    }
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await use(new AppPage(page));
    const unexpected = errors.filter((text) => !expectedErrors.some((known) => known.test(text)));
    expect(unexpected, 'errors on the page').toEqual([]);
  },
});

export { expect };
