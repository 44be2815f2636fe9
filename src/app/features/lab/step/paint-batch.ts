import type { StepBatch } from '../../../network/lab/shared/step-story.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** How a batch is painted. */
export interface BatchLook {
  /** Which digit has a ring. */
  readonly told: number;
  /** So many digits a row. */
  readonly columns: number;
  readonly paper: Colour;
  readonly ink: Colour;
  readonly ring: Colour;
}

const SIZE = 28;
/** Around each digit. */
const GAP = 2;
const CELL = SIZE + 2 * GAP;
/** The side of the mark at the corner of a digit whose label is wrong. */
const CORNER = 10;
/** How much of its colour a digit keeps that is read right already. */
const DIMMED = 0.62;

/** Paints the digits of a step, one canvas pixel per pixel; those dimmed that are read right already. */
export function paintBatch(canvas: HTMLCanvasElement, batch: StepBatch, look: BatchLook): void {
  const count = batch.labels.length;
  const columns = Math.min(count, look.columns);
  canvas.width = columns * CELL;
  canvas.height = Math.ceil(count / Math.max(1, columns)) * CELL;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || count === 0) return;
  for (let index = 0; index < count; index++) {
    const [left, top] = [(index % columns) * CELL, Math.floor(index / columns) * CELL];
    if (index === look.told) {
      context.fillStyle = `rgb(${look.ring.join(' ')})`;
      context.fillRect(left, top, CELL, CELL);
    }
    context.putImageData(cellOf(context, batch, index, look), left + GAP, top + GAP);
    if (batch.isWrong[index] === 1) markCorner(context, left + GAP, top + GAP, look);
  }
}

/** Marks a wrong label, at the corner of its digit. */
function markCorner(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  { ring }: BatchLook,
): void {
  context.fillStyle = `rgb(${ring.join(' ')})`;
  context.beginPath();
  context.moveTo(left + SIZE - CORNER, top);
  context.lineTo(left + SIZE, top);
  context.lineTo(left + SIZE, top + CORNER);
  context.fill();
}

function cellOf(
  context: CanvasRenderingContext2D,
  { images, labels, answers }: StepBatch,
  index: number,
  { paper, ink }: BatchLook,
): ImageData {
  const cell = context.createImageData(SIZE, SIZE);
  const strength = labels[index] === answers[index] ? DIMMED : 1;
  for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
    const amount = (images[index * SIZE * SIZE + pixel] ?? 0) / 255;
    for (let part = 0; part < 3; part++) {
      const [ground, drawn] = [paper[part] ?? 0, ink[part] ?? 0];
      cell.data[pixel * 4 + part] = (ground + (drawn - ground) * amount) * strength;
    }
    cell.data[pixel * 4 + 3] = 255;
  }
  return cell;
}
