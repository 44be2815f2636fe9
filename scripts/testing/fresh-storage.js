/* global beforeEach, localStorage, sessionStorage */

// Karma loads this before the specs: each one begins with nothing stored, whichever ran before it and left something.
beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
