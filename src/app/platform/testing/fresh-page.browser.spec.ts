/** Whichever runs second would find what the first one left. */
describe('a spec in the browser', () => {
  for (const which of ['one', 'another']) {
    it(`begins with nothing stored, and no theme, ${which}`, () => {
      const root = document.documentElement;
      expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
      expect(root.dataset['theme']).toBeUndefined();
      localStorage.setItem('left', which);
      sessionStorage.setItem('left', which);
      root.dataset['theme'] = 'light';
    });
  }
});
