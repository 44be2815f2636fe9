/** Whether the page's address asks for the page on offline use, as the app icon's shortcut does. */
export function asksForOfflinePage(search: string): boolean {
  return new URLSearchParams(search).get('page') === 'offline';
}
