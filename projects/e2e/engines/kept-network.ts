import { readFiles, type ReadNetwork } from '#formats';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineApp } from './engine-app.ts';
import { poll } from './poll.ts';

/** The card of a network that was trained or brought along; the library is open. */
export const KEPT = 'app-network-card[data-network^="library:"]';

/** Chooses an entry of the menu that the card has. */
export async function chooseInMenu(app: EngineApp, entry: string): Promise<void> {
  await app.click({ selector: `${KEPT} .more` });
  await app.click({ selector: `${KEPT} .menu-entry`, name: entry });
}

/** Saves the network as ONNX, and waits until a whole file has come that was not there before. */
export async function saveAsOnnx(
  app: EngineApp,
): Promise<{ readonly network: ReadNetwork; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const { downloads } = app.page;
  // The tests of an engine share the folder.
  const earlier = new Set(readdirSync(downloads));
  await chooseInMenu(app, 'Share or save …');
  await app.click({ selector: 'app-network-saving .menu-entry:last-of-type' });
  const come: Awaited<ReturnType<typeof saveAsOnnx>>[] = [];
  await poll(async () => {
    for (const name of readdirSync(downloads)) {
      if (earlier.has(name)) continue;
      const bytes = new Uint8Array(readFileSync(join(downloads, name)));
      // Browsers have names of their own while a file comes, and Playwright has always.
      const read = await readFiles([{ name: 'saved.onnx', bytes }]).catch(() => undefined);
      if (read?.kind === 'network') come.push({ network: read.network, bytes });
    }
    return come.length;
  }, 'networks that were downloaded').toBeGreaterThan(0);
  const [first] = come;
  if (!first) throw new Error('expected a network that was downloaded, found none');
  return first;
}
