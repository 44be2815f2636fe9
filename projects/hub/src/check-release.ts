import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appServer } from './app-server.ts';
import { HubError } from './hub-error.ts';
import { close, listen } from './listen.ts';
import { parseReleaseList, RELEASE_LIST, sha256Of } from './release-list.ts';
import { Releases } from './releases.ts';
import { responseHeaders } from './response-headers.ts';

/**
 * Serves a built app and asks for it as a browser does: every file with its headers and bytes.
 * @param visit what else is tried at the address of the app
 * @returns how many files were fetched
 * @throws HubError that names the file, what was expected and what was found; errors of the visit
 */
export async function checkRelease(
  folder: string,
  visit: (address: string) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const server = appServer(await Releases.open(folder));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  const address = `http://localhost:${port}/`;
  try {
    const list = join(folder, RELEASE_LIST);
    const files = parseReleaseList(await readFile(list, 'utf8'), list);
    // The hub sends compressed files in place of the others; their bytes are checked when it reads them.
    const asked = files.filter(({ path }) => !/\.(?:br|gz)$/.test(path));
    for (const { path, sha256 } of asked) {
      const answer = await fetch(new URL(encodeURI(path), address));
      if (!answer.ok)
        throw new HubError(`${path}: expected an answer, found status ${answer.status}`);
      for (const [name, value] of Object.entries(responseHeaders(path))) {
        const found = answer.headers.get(name);
        if (found === value) continue;
        throw new HubError(`${path}: expected ${name}: ${value}, found ${found ?? 'none'}`);
      }
      const found = sha256Of(new Uint8Array(await answer.arrayBuffer()));
      if (found !== sha256)
        throw new HubError(`${path}: expected SHA-256 ${sha256}, found ${found}`);
    }
    await visit(address);
    return asked.length;
  } finally {
    await close(server, 0);
  }
}
