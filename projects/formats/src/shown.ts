const SHOWN_CHARACTERS = 60;

/** A text from a file as an error shows it: quoted, on one line, and not longer than anyone reads. */
export function shown(text: string): string {
  const start = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return JSON.stringify(start).replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '?');
}
