/** Whichever runs second would find what the first one left. */
describe('a spec in the browser', () => {
  for (const which of ['one', 'another']) {
    it(`begins with nothing stored, ${which}`, () => {
      expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
      localStorage.setItem('left', which);
      sessionStorage.setItem('left', which);
    });
  }
});
