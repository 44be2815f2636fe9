import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Sends a folder without its slash to the folder, as web servers do: the app's addresses are relative to it.
 * @returns whether that was asked for
 */
export function redirectToFolder(
  { url = '' }: IncomingMessage,
  response: ServerResponse,
  folder: string,
): boolean {
  const [path = ''] = url.split('?');
  if (`${path}/` !== folder) return false;
  response.writeHead(301, { Location: folder + url.slice(path.length) }).end();
  return true;
}
