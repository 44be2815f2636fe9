import { SMALL, type EnginePage, type MouseAction, type NamedKey } from './engine-page.ts';
import { poll } from './poll.ts';
import type { WebKitDriver } from './webkit-driver.ts';

/** The name of an element in a WebDriver message. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver's characters for keys without one. */
const KEYS: Readonly<Record<NamedKey, string>> = {
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
};
/** What an iPad has: how much is stored, and how much may be. */
const FEATURES = ['+StorageAPI', '+StorageAPIEstimate'];
const BUTTONS = { left: 0, right: 2 } as const;
const SCRIPT_PATIENCE_MS = 110_000;

/** A page in WebKitGTK's small browser. Its profile is in memory, and ends with it. */
export class WebKitPage implements EnginePage {
  readonly engine = 'webkit';
  readonly downloads: string;
  private readonly driver: WebKitDriver;
  private readonly session: string;

  private constructor(driver: WebKitDriver, session: string) {
    this.driver = driver;
    this.downloads = driver.downloads;
    this.session = `/session/${session}`;
  }

  static async new(
    driver: WebKitDriver,
    browser: string,
    hasPicture: boolean,
  ): Promise<WebKitPage> {
    const features = [...FEATURES, ...(hasPicture ? [] : ['-WebGL'])].join();
    const value = await driver.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          timeouts: { script: SCRIPT_PATIENCE_MS, pageLoad: SCRIPT_PATIENCE_MS },
          'webkitgtk:browserOptions': {
            binary: browser,
            args: ['--automation', `--features=${features}`],
          },
        },
      },
    });
    const page = new WebKitPage(driver, (value as { sessionId: string }).sessionId);
    await page.resize(SMALL.width, SMALL.height);
    return page;
  }

  async open(url: string): Promise<void> {
    await this.post('/url', { url });
  }

  async reload(): Promise<void> {
    await this.post('/refresh', {});
  }

  async evaluate<Argument, Result>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    const script = `const [argument, done] = arguments;
      (async () => (${String(inPage)})(argument))().then(
        (result) => done({ result: result === undefined ? null : result }),
        (error) => done({ error: String(error) }));`;
    const value = await this.post('/execute/async', { script, args: [argument ?? null] });
    const { result, error } = value as { result: Result; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  }

  async mouse(actions: readonly MouseAction[]): Promise<void> {
    await this.act({
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: actions.map((action) =>
        action.kind === 'move'
          ? // Whole pixels: the driver refuses others.
            { type: 'pointerMove', x: Math.round(action.x), y: Math.round(action.y), duration: 0 }
          : {
              type: action.kind === 'down' ? 'pointerDown' : 'pointerUp',
              button: BUTTONS[action.button ?? 'left'],
            },
      ),
    });
  }

  async press(key: NamedKey): Promise<void> {
    await this.act({
      type: 'key',
      id: 'keyboard',
      actions: ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] })),
    });
  }

  async chooseFiles(selector: string, paths: readonly string[]): Promise<void> {
    const found = await this.post('/element', { using: 'css selector', value: selector });
    const { [ELEMENT]: element = '' } = found as Record<string, string>;
    await this.post(`/element/${element}/value`, { text: paths.join('\n') });
  }

  async resize(width: number, height: number): Promise<void> {
    // A window has a toolbar too, whose size only the difference tells.
    const [extraWidth, extraHeight] = await this.evaluate(
      () => [outerWidth - innerWidth, outerHeight - innerHeight] as const,
      undefined,
    );
    await this.post('/window/rect', { width: width + extraWidth, height: height + extraHeight });
    // The driver has told the window; the page hears of it when it comes to it.
    await poll(
      () => this.evaluate(() => `${innerWidth} by ${innerHeight}`, undefined),
      'size of the page',
    ).toBe(`${width} by ${height}`);
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(
      (await this.driver.call('GET', `${this.session}/screenshot`)) as string,
      'base64',
    );
  }

  async close(): Promise<void> {
    await this.driver.call('DELETE', this.session);
  }

  private async act(source: object): Promise<void> {
    await this.post('/actions', { actions: [source] });
  }

  private post(path: string, body: object): Promise<unknown> {
    return this.driver.call('POST', this.session + path, body);
  }
}
