import { expect } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIGITS } from '../src/digits.ts';
import { unzipped } from '../src/unzipped.ts';
import type { EngineApp } from './engine-app.ts';
import { poll } from './poll.ts';

const QUESTION = 'How many will it read?';
/** 784-16-10 on 1,000 digits, a second of learning at full speed, as a teacher has prepared it. */
const LESSON = `#/lab?layers=16&digits=1000&batch=16&stop=5x&pace=full&ask=${encodeURIComponent(QUESTION)}&locked=digits`;
const RESULT = '[data-part=result]';
const OWN_PAPER = 'app-own-digits app-digit-pad';
const OWN_COUNT = '[data-part=own-count]';

/**
 * A lesson from a link: it is predicted, learned and kept, a mistake is found, another run compared with it; ten own digits are
 * written and learned from; a page is printed, the digits are saved, and deleted. Nothing of it needs a server.
 * @param address of the app, with its slash
 */
export async function liveInLesson(app: EngineApp, address: string): Promise<void> {
  await app.page.open(address + LESSON);
  await app.expectText('[data-part=question]', QUESTION);
  await app.expectText('app-recipe-sentence .whole strong', '1,000 digits');
  await app.click({ selector: 'app-guess-flag button', name: 'Five more' });
  await learn(app);
  await app.click({ selector: '[data-part=keep]' });
  await app.expectText('app-run-states', /Kept\. You find it under Networks\./);

  await findMistake(app);
  await app.click({ selector: '[data-word=rate]' });
  await app.click({ selector: '.chooser label', name: '0.03' });
  await app.page.press('Escape');
  await app.expectText('[data-part=question]', QUESTION);
  await learn(app);
  await app.click({ selector: '.views label', name: 'Compare' });
  await app.expectText('[data-part=chance]', /^[\d,]+ against [\d,]+: /);
  await app.click({ selector: '.views label', name: 'Network' });

  await write(app);
  await app.click({ selector: '[data-part=learn-own]' });
  await learn(app);
  await app.expectText('[data-part=mine]', /your own: [012] of 2 right/);
  await print(app);
  await saveAndDelete(app);
}

async function learn(app: EngineApp): Promise<void> {
  await app.click({ selector: '[data-part=start]' });
  await app.expectText('[data-part=images]', /^[45],\d\d\d digits shown$/);
  await app.expectText('[data-part=keep]', 'Keep the network');
  await app.expectText(RESULT, /^\d\d%$/);
}

/** Lays a digit on the paper that was read wrong, and has it read there. */
async function findMistake(app: EngineApp): Promise<void> {
  await app.click({ selector: '.views label', name: 'Mixed up' });
  // On a small page, it stands in the table's place.
  await app.click({ selector: '.cell.opened' });
  const heading = 'app-mix-ups h2';
  await app.expectText(heading, /^\d read as \d$/);
  const answer = Number((await app.text(heading))?.at(-1));
  await app.click({ selector: 'app-digit-list button' });
  await app.expectText('.whose', /^a \d that others wrote$/);
  await app.click({ selector: 'button', name: 'Its way through the network' });
  await poll(async () => {
    const percentages = await app.percentages();
    return percentages.indexOf(Math.max(...percentages));
  }, 'what is read on the paper').toBe(answer);
}

async function openFromMore(app: EngineApp, selector: string, name: string): Promise<void> {
  await app.click({ selector: 'app-lab-page header button', name: 'More' });
  await app.click({ selector, name });
}

/** Writes ten digits that are asked for. */
async function write(app: EngineApp): Promise<void> {
  await openFromMore(app, 'app-lab-drawer button', 'Write own digits');
  for (let number = 1; number <= 10; number++) {
    await app.expectText('[data-part=asked]', /^\d$/);
    const asked = Number(await app.text('[data-part=asked]'));
    await app.draw(DIGITS[asked] ?? [], OWN_PAPER);
    await app.click({ selector: '[data-part=next-own]' });
    await app.expectText(OWN_COUNT, `${number} of 20`);
  }
}

async function print(app: EngineApp): Promise<void> {
  await openFromMore(app, 'app-lab-drawer button', 'A page to print');
  await poll(() => app.count('app-run-sheet td')).toBe(100);
  await app.expectText('app-run-sheet [data-part=prediction]', /^\d+ ?of 100 was the guess/);
  // No driver has a printer: what is asked of the browser is noted.
  await app.page.evaluate(() => {
    window.print = () => {
      document.documentElement.dataset['printed'] = 'yes';
    };
  }, undefined);
  await app.click({ selector: 'app-run-sheet button', name: 'Print' });
  await app.expect(() => document.documentElement.dataset['printed'] ?? '', undefined, 'yes');
  await app.click({ selector: 'app-run-sheet button', name: 'Close' });
}

async function saveAndDelete(app: EngineApp): Promise<void> {
  await openFromMore(app, 'app-lab-drawer button', 'Write own digits');
  await app.expectText(OWN_COUNT, '10 of 20');
  const { downloads } = app.page;
  const earlier = new Set(readdirSync(downloads));
  await app.click({ selector: '[data-part=save-own]' });
  await poll(
    () =>
      Promise.resolve(
        readdirSync(downloads)
          .filter((name) => !earlier.has(name))
          .map((name) => drawingsIn(readFileSync(join(downloads, name)))),
      ),
    'drawings in the files that were downloaded',
  ).toContain(10);
  await app.click({ selector: '[data-part=ask-own]' });
  await app.click({ selector: '[data-part=delete-own]' });
  await app.expectText(OWN_COUNT, '0 of 20');
  expect(await app.count('app-own-written app-paper-image')).toBe(0);
}

/** How many drawings are in a zip; none in one that has not come whole. */
function drawingsIn(file: Buffer): number {
  const isWhole = file.length > 22 && file.readUInt32LE(file.length - 22) === 0x06054b50;
  const text = isWhole ? unzipped(file).get('drawings.json')?.toString() : undefined;
  return text === undefined ? 0 : (JSON.parse(text) as { drawings: unknown[] }).drawings.length;
}
