import {
  BLANK_DRAWING,
  drawingAsJson,
  isObject,
  parseDrawing,
  type Drawing,
  type NeuronId,
} from '#model';

/** The state of the page. */
export interface Session {
  readonly drawing: Drawing;
  /** Id of the checkpoint that was asked for; undefined before there is one. */
  readonly checkpoint: string | undefined;
  readonly picked: NeuronId | undefined;
}

/** Nothing drawn, nothing picked. */
export const FRESH_SESSION: Session = {
  drawing: BLANK_DRAWING,
  checkpoint: undefined,
  picked: undefined,
};

/** Version of the stored format. Sessions of other versions are ignored. */
const VERSION = 1;
/** How long a session can be restored. After that, someone else may be using the device. */
const KEPT_FOR_MS = 30 * 60_000;

/** A session as text. */
export function writeSession({ drawing, checkpoint, picked }: Session, nowMs: number): string {
  const kept = { drawing: drawingAsJson(drawing), checkpoint, picked };
  return JSON.stringify({ version: VERSION, savedAt: nowMs, ...kept });
}

/**
 * Reads a session from text that was stored in this tab less than half an hour ago. Invalid parts are dropped, the rest
 * is restored.
 */
export function readSession(text: string | null, nowMs: number): Session {
  const value = parseJson(text ?? '');
  if (!isObject(value) || value['version'] !== VERSION) return FRESH_SESSION;
  const { savedAt, drawing, checkpoint, picked } = value;
  // In either direction, because the clock may have been set meanwhile.
  if (typeof savedAt !== 'number' || !(Math.abs(nowMs - savedAt) < KEPT_FOR_MS))
    return FRESH_SESSION;
  return {
    drawing: parseDrawing(drawing) ?? BLANK_DRAWING,
    checkpoint: typeof checkpoint === 'string' ? checkpoint : undefined,
    picked: isNeuronId(picked) ? { layer: picked.layer, neuron: picked.neuron } : undefined,
  };
}

function isNeuronId(value: unknown): value is NeuronId {
  if (!isObject(value)) return false;
  return [value['layer'], value['neuron']].every(
    (index) => Number.isInteger(index) && Number(index) >= 0,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Nothing was stored, or something else.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
