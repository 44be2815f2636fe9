import { fetchOrder } from './fetch-order.ts';

describe('fetchOrder', () => {
  for (const [name, order, expected] of [
    ['only the position until someone moves', () => fetchOrder(34, 0, 35, 4), [34]],
    [
      'later ones first when moving forwards',
      () => fetchOrder(10, 1, 35, 4),
      [10, 11, 12, 13, 14, 9],
    ],
    ['earlier ones first when moving back', () => fetchOrder(10, -1, 35, 3), [10, 9, 8, 7, 11]],
    ['none before the start', () => fetchOrder(1, -1, 35, 4), [1, 0, 2]],
    ['none behind the start', () => fetchOrder(0, 1, 35, 2), [0, 1, 2]],
    ['none after the end', () => fetchOrder(34, 1, 35, 4), [34, 33]],
    ['nothing more when there is no room', () => fetchOrder(10, 1, 35, 0), [10]],
  ] as const) {
    it(`fetches ${name}`, () => {
      expect(order()).toEqual([...expected]);
    });
  }
});
