import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Redirects a folder without its final slash, as web servers do, because the app's addresses are relative.
 * @returns whether the request was for that
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
