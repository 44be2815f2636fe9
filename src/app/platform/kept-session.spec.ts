import { BLANK_DRAWING, type Drawing } from '#model';
import { FRESH_SESSION, readSession, writeSession, type Session } from './kept-session.ts';

const NOW = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const BRUSH = { size: 2.5, strength: 1 };
const DRAWING: Drawing = {
  strokes: [
    {
      points: [
        { x: 3, y: 4.5, pressure: 0.5 },
        { x: 1 / 3, y: -14, pressure: 0.7 },
      ],
      brush: BRUSH,
    },
    { points: [{ x: 20, y: 2, pressure: 1 }], brush: { size: 4, strength: 0.5 }, isCut: true },
  ],
  raster: new Float32Array(784).fill(0.1),
};
const SESSION: Session = { drawing: DRAWING, checkpoint: '5x', picked: { layer: 2, neuron: 17 } };

/** The session parsed after a change to the stored one. */
function readWith(change: Record<string, unknown>, nowMs = NOW): Session {
  const kept = JSON.parse(writeSession(SESSION, NOW)) as Record<string, unknown>;
  return readSession(JSON.stringify({ ...kept, ...change }), nowMs);
}

describe('a kept session', () => {
  it('is restored unchanged, for half an hour', () => {
    const text = writeSession(SESSION, NOW);
    expect(readSession(text, NOW)).toEqual(SESSION);
    expect(readSession(text, NOW + 29 * MINUTE_MS)).toEqual(SESSION);
    expect(readSession(text, NOW + 30 * MINUTE_MS)).toEqual(FRESH_SESSION);
    expect(readSession(writeSession(FRESH_SESSION, NOW), NOW)).toEqual(FRESH_SESSION);
  });

  it('knows the first neuron of the first layer, too', () => {
    const session = { ...SESSION, picked: { layer: 0, neuron: 0 } };
    expect(readSession(writeSession(session, NOW), NOW)).toEqual(session);
  });

  it('tolerates small corrections of the clock', () => {
    const text = writeSession(SESSION, NOW);
    expect(readSession(text, NOW - MINUTE_MS)).toEqual(SESSION);
    expect(readSession(text, NOW - 24 * 60 * MINUTE_MS)).toEqual(FRESH_SESSION);
  });

  it('keeps the time of points, which a wave of ink may need', () => {
    const points = [{ x: 1, y: 2, pressure: 0.5, time: 40 }];
    const drawing: Drawing = { strokes: [{ points, brush: BRUSH }] };
    const { strokes } = readSession(writeSession({ ...SESSION, drawing }, NOW), NOW).drawing;
    expect(strokes[0]?.points).toEqual(points);
  });

  for (const text of [null, '', 'null', '7', '[]', '{}', '{"version":1', 'undefined']) {
    it(`is a new one for ${text ?? 'nothing'}`, () => {
      expect(readSession(text, NOW)).toEqual(FRESH_SESSION);
    });
  }

  it('of another version of the app is ignored', () => {
    for (const change of [{ version: 0 }, { version: 2 }, { version: '1' }, { savedAt: 'now' }]) {
      expect(readWith(change)).toEqual(FRESH_SESSION);
    }
  });

  const INK = { x: 1, y: 2, pressure: 1 };
  for (const drawing of [
    7,
    null,
    {},
    { strokes: {} },
    { strokes: [[INK]] },
    { strokes: [{ points: [{ x: 1, y: null, pressure: 1 }], brush: BRUSH }] },
    { strokes: [{ points: [{ ...INK, x: '1' }], brush: BRUSH }] },
    { strokes: [{ points: [{ ...INK, x: 1e300 }], brush: BRUSH }] },
    { strokes: [{ points: [{ ...INK, pressure: 3 }], brush: BRUSH }] },
    { strokes: [{ points: [], brush: BRUSH }] },
    { strokes: [{ points: [INK], brush: {} }] },
    { strokes: [{ points: [INK], brush: { size: 1e9, strength: 1 } }] },
    { strokes: [{ points: [INK] }, null] },
    { strokes: [], raster: [1, 2] },
    { strokes: [], raster: Array(784).fill('1') },
    { strokes: [], raster: Array(784).fill(2) },
  ]) {
    it(`loses only the drawing when it is invalid: ${JSON.stringify(drawing).slice(0, 80)}`, () => {
      expect(readWith({ drawing })).toEqual({ ...SESSION, drawing: BLANK_DRAWING });
    });
  }

  it('loses only checkpoint and neuron when they are invalid', () => {
    expect(readWith({ checkpoint: 7 })).toEqual({ ...SESSION, checkpoint: undefined });
    for (const picked of [
      7,
      null,
      {},
      { layer: 1 },
      { layer: -1, neuron: 2 },
      { layer: 1.5, neuron: 2 },
    ]) {
      expect(readWith({ picked })).toEqual({ ...SESSION, picked: undefined });
    }
  });
});
