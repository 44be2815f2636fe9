import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** An empty page, with files beside it. */
export interface ServedScripts {
  readonly url: string;
  readonly stop: () => void;
}

/** A worker's script, with all that it imports. */
export async function bundled(contents: string, resolveDir: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser' },
    alias: { '#engine': root('engine'), '#model': root('model') },
    logLevel: 'error',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/**
 * Serves an empty page and files.
 * @param fileAt bytes and kind of what lies at a path, such as `/ours.js`; undefined for the page
 */
export async function serveScripts(
  fileAt: (path: string) => readonly [bytes: Uint8Array, kind: string] | undefined,
): Promise<ServedScripts> {
  const server = createServer((request, response) => {
    const [bytes, kind] = fileAt(request.url ?? '/') ?? [
      '<!doctype html><title>lab</title>',
      'text/html',
    ];
    response.setHeader('content-type', kind).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function root(project: string): string {
  return join(import.meta.dirname, `../../projects/${project}/src/public-api.ts`);
}
