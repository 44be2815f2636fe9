const ID = 'not-started';

/** Removes the message in index.html for an app that does not start. */
export function removeStartFailure(document: Document): void {
  document.getElementById(ID)?.remove();
}

/** Shows that message at once; without this, the style sheet shows it after a while. */
export function showStartFailure(document: Document): void {
  document.getElementById(ID)?.classList.add('failed');
}
