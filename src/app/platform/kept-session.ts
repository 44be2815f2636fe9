import {
  BLANK_DRAWING,
  drawingAsJson,
  isObject,
  parseDrawing,
  type Drawing,
  type NeuronId,
} from '#model';

/** What someone has on the page. */
export interface Session {
  readonly drawing: Drawing;
  /** Id of the moment of training that was asked for; undefined before there is one. */
  readonly checkpoint: string | undefined;
  readonly picked: NeuronId | undefined;
}

/** Nothing drawn, nothing picked. */
export const FRESH_SESSION: Session = {
  drawing: BLANK_DRAWING,
  checkpoint: undefined,
  picked: undefined,
};

/** Of what is written: another version means other things by it. */
const VERSION = 1;
/** How long someone may come back to it; then it is somebody else's page. */
const KEPT_FOR_MS = 30 * 60_000;

/** A session as text. */
export function writeSession({ drawing, checkpoint, picked }: Session, nowMs: number): string {
  const kept = { drawing: drawingAsJson(drawing), checkpoint, picked };
  return JSON.stringify({ version: VERSION, savedAt: nowMs, ...kept });
}

/**
 * A session from text that was kept in this tab less than half an hour ago. What is not as it should be is
 * left out, the rest comes back.
 */
export function readSession(text: string | null, nowMs: number): Session {
  const value = parseJson(text ?? '');
  if (!isObject(value) || value['version'] !== VERSION) return FRESH_SESSION;
  const { savedAt, drawing, checkpoint, picked } = value;
  // Either way: clocks are put right meanwhile.
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
    // Nothing was kept, or something else.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
