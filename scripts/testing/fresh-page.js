/* global beforeEach, document, localStorage, sessionStorage */

// Karma loads this before the specs: each one begins with nothing stored, and with the root element as it was, whichever
// ran before it and left a theme.
const root = document.documentElement;
const attributes = new Map([...root.attributes].map(({ name, value }) => [name, value]));

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  for (const { name } of [...root.attributes])
    if (!attributes.has(name)) root.removeAttribute(name);
  for (const [name, value] of attributes) root.setAttribute(name, value);
});
