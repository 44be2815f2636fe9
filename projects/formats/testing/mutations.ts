import type { Random } from '#model';

/** Changes bytes in one way or another. */
export type Mutation = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>;

function below(random: Random, count: number): number {
  return count < 1 ? 0 : random.nextBelow(count);
}

/** Damage that knows nothing of the format: flipped bits, other bytes, parts cut off, put in or doubled. */
export const BLIND: readonly Mutation[] = [
  (bytes, random) => {
    const copy = bytes.slice();
    const at = below(random, copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
    return copy;
  },
  (bytes, random) => {
    const copy = bytes.slice();
    for (let i = 0; i < 8; i++) copy[below(random, copy.length)] = below(random, 256);
    return copy;
  },
  (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  (bytes, random) => {
    const [start, length] = [below(random, bytes.length), 1 + below(random, 40)];
    return Uint8Array.from([...bytes.slice(0, start), ...bytes.slice(start + length)]);
  },
  (bytes, random) => {
    const [start, length] = [below(random, bytes.length), 1 + below(random, 40)];
    const part = bytes.slice(start, start + length);
    return Uint8Array.from([...bytes.slice(0, start), ...part, ...bytes.slice(start)]);
  },
];

/** Numbers that a careless reader trusts. */
const TELLING = [
  0, 1, 2, 9, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** A field of a zip's headers becomes another number: sizes, offsets, counts, flags, methods, lengths. */
export const ZIP_FIELDS: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const heads: number[] = [];
  for (let at = 0; at + 4 <= copy.length; at++) {
    if ([0x04034b50, 0x02014b50, 0x06054b50].includes(view.getUint32(at, true))) heads.push(at);
  }
  const head = heads[below(random, heads.length)] ?? 0;
  const at = Math.min(head + 4 + below(random, 42), copy.length - 4);
  const value = TELLING[below(random, TELLING.length)] ?? 0;
  if (random.nextUint32() % 2 === 0) view.setUint16(at, value & 0xffff, true);
  else view.setUint32(at, value, true);
  return copy;
};

/** A value somewhere in JSON becomes another one, or is gone, or is there twice. */
export const JSON_VALUES: Mutation = (bytes, random) => {
  const root = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  const places: { readonly owner: Record<string, unknown>; readonly key: string }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const owner = value as Record<string, unknown>;
    for (const key of Object.keys(owner)) {
      places.push({ owner, key });
      collect(owner[key]);
    }
  };
  collect(root);
  const place = places[below(random, places.length)];
  if (!place) return bytes;
  const { owner, key } = place;
  const others = [
    null,
    -1,
    0,
    0.5,
    1e308,
    2 ** 40,
    '',
    '../x',
    'NaN',
    [],
    {},
    [[]],
    true,
    'x'.repeat(300),
    '\u0000\n',
  ];
  const kind = below(random, 4);
  if (kind === 0) Reflect.deleteProperty(owner, key);
  else if (kind === 1 && Array.isArray(owner)) owner.push(owner[Number(key)]);
  else owner[key] = others[below(random, others.length)];
  return new TextEncoder().encode(JSON.stringify(root));
};

/**
 * A field of a protobuf message, at any depth, becomes another number or length, is gone, or is there twice; the lengths
 * around it are put right, so that the change reaches whoever reads the message.
 */
export const PROTOBUF_FIELDS: Mutation = (bytes, random) =>
  Uint8Array.from(mutated([...bytes], random, 0));

interface Field {
  readonly tag: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

function mutated(bytes: number[], random: Random, depth: number): number[] {
  const fields = fieldsOf(bytes);
  const field = fields?.[below(random, fields.length)];
  if (!field) return bytes.map((byte, i) => (i === 0 ? byte ^ 0x81 : byte));
  const before = bytes.slice(0, field.start);
  const after = bytes.slice(field.end);
  const body = bytes.slice(field.body, field.end);
  const isMessage =
    (field.tag & 7) === 2 && body.length < 4000 && (fieldsOf(body)?.length ?? 0) > 0;
  const isLarge = (field.tag & 7) === 2 && depth < 1;
  if ((isMessage || isLarge) && depth < 6 && random.nextUint32() % 8 !== 0) {
    const inner = mutated(body, random, depth + 1);
    return [...before, ...varint(field.tag), ...varint(inner.length), ...inner, ...after];
  }
  switch (below(random, 4)) {
    case 0:
      return [...before, ...after];
    case 1:
      return [...before, ...bytes.slice(field.start, field.end), ...bytes.slice(field.start)];
    case 2: {
      const tag = below(random, 256) & 0x7f;
      return [...before, ...varint(tag), ...bytes.slice(field.body), ...after];
    }
    default: {
      const value = TELLING[below(random, TELLING.length)] ?? 0;
      return [
        ...before,
        ...varint(field.tag),
        ...varint(value),
        ...((field.tag & 7) === 2 ? body : []),
        ...after,
      ];
    }
  }
}

/** The fields of a message; undefined for bytes that are none. */
function fieldsOf(bytes: readonly number[]): Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  const number = (): number => {
    let [value, scale] = [0, 1];
    for (; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return NaN;
  };
  while (at < bytes.length) {
    const start = at;
    const tag = number();
    let body = at;
    if ((tag & 7) === 0) number();
    else if ((tag & 7) === 5) at += 4;
    else if ((tag & 7) === 2) {
      const length = number();
      body = at;
      at += length;
    } else return undefined;
    if (!(at <= bytes.length) || tag < 8) return undefined;
    fields.push({ tag, start, body, end: at });
  }
  return fields;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}
