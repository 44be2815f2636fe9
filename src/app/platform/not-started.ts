const ID = 'not-started';

/** Takes away what index.html says where the app does not start: it has. */
export function removeStartFailure(document: Document): void {
  document.getElementById(ID)?.remove();
}

/** Shows at once what index.html says where the app does not start; its style sheet does so after a while. */
export function showStartFailure(document: Document): void {
  document.getElementById(ID)?.classList.add('failed');
}
