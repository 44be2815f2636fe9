import { joined } from '../joined.ts';

/** One field of a protobuf message, encoded. */
export type WireField = Uint8Array;

/** A whole number of at least 0. */
export function integerField(field: number, value: number): WireField {
  return Uint8Array.from([...varint(field * 8), ...varint(value)]);
}

export function floatField(field: number, value: number): WireField {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joined([Uint8Array.from(varint(field * 8 + 5)), bytes]);
}

export function bytesField(field: number, bytes: Uint8Array): WireField {
  return joined([Uint8Array.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
}

export function textField(field: number, text: string): WireField {
  return bytesField(field, new TextEncoder().encode(text));
}

/** A message within a message. */
export function messageField(field: number, ...fields: readonly WireField[]): WireField {
  return bytesField(field, joined(fields));
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}
