import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, type Browser, type LaunchOptions, type Page } from '@playwright/test';
import {
  SMALL,
  type Engine,
  type EnginePage,
  type MouseAction,
  type NamedKey,
} from './engine-page.ts';

/** Chromium or Firefox, driven by Playwright. */
export class PlaywrightBrowser {
  readonly engine: Engine;
  private readonly browser: Browser;
  private readonly downloads: string;

  private constructor(engine: Engine, browser: Browser, downloads: string) {
    this.engine = engine;
    this.browser = browser;
    this.downloads = downloads;
  }

  static async launch(
    engine: Engine,
    options: LaunchOptions,
    hasPicture: boolean,
  ): Promise<PlaywrightBrowser> {
    const downloadsPath = mkdtempSync(join(tmpdir(), 'downloads-'));
    const browser =
      engine === 'firefox'
        ? await firefox.launch({
            ...options,
            downloadsPath,
            // Debian's Firefox, not Playwright's own build of it.
            channel: 'moz-firefox',
            firefoxUserPrefs: { ...options.firefoxUserPrefs, 'webgl.disabled': !hasPicture },
          })
        : await chromium.launch({
            ...options,
            downloadsPath,
            args: [...(options.args ?? []), ...(hasPicture ? [] : ['--disable-3d-apis'])],
          });
    return new PlaywrightBrowser(engine, browser, downloadsPath);
  }

  /** A page with a profile of its own. */
  async newPage(): Promise<EnginePage> {
    const context = await this.browser.newContext({ viewport: SMALL, reducedMotion: 'reduce' });
    return new PlaywrightPage(this.engine, await context.newPage(), this.downloads);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.downloads, { recursive: true, force: true });
  }
}

/** A page that Playwright drives. */
export class PlaywrightPage implements EnginePage {
  readonly engine: Engine;
  readonly downloads: string;
  private readonly page: Page;

  constructor(engine: Engine, page: Page, downloads: string) {
    this.engine = engine;
    this.page = page;
    this.downloads = downloads;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  evaluate<Argument, Result>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    return this.page.evaluate(inPage as (argument: unknown) => Result | Promise<Result>, argument);
  }

  async mouse(actions: readonly MouseAction[]): Promise<void> {
    const { mouse } = this.page;
    for (const action of actions) {
      if (action.kind === 'move') await mouse.move(action.x, action.y);
      else await mouse[action.kind]({ button: action.button ?? 'left' });
    }
  }

  async press(key: NamedKey): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async chooseFiles(selector: string, paths: readonly string[]): Promise<void> {
    await this.page
      .locator(selector)
      .first()
      .setInputFiles([...paths]);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  screenshot(): Promise<Buffer> {
    return this.page.screenshot();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
