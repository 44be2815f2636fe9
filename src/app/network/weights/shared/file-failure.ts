import { FormatError } from '#model';

/** What arrived instead of a file; shown to whoever runs the server. */
export type Arrival =
  /** No network, no server, or no answer in time. */
  | { readonly kind: 'nothing' }
  /** An error status: 404, 403, 500. */
  | { readonly kind: 'status'; readonly status: number }
  /** A redirect, for example to a login page. */
  | { readonly kind: 'redirect' }
  /** Only the beginning: the rest did not arrive, or could not be decoded. */
  | { readonly kind: 'cut' }
  /** A web page where there should be none. */
  | { readonly kind: 'page' }
  /** A script with a media type that browsers refuse to run; empty if it had none. */
  | { readonly kind: 'type'; readonly type: string }
  /** Other content, with its size in bytes. */
  | { readonly kind: 'other'; readonly bytes: number }
  /** Apparently the right file, but the browser could not use it. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** A file that could not be fetched, and what arrived instead. */
export interface FileProblem {
  /** Absolute. */
  readonly file: string;
  readonly arrival: Arrival;
}

/** A file that did not arrive intact, and what arrived instead. */
export class FileFailure extends FormatError {
  readonly arrival: Arrival;

  constructor(
    [file, field, expected, found]: readonly [string, string, string, string],
    arrival: Arrival,
  ) {
    super(file, field, expected, found);
    this.arrival = arrival;
  }
}

/** A file that did not arrive: no connection, no server, or an answer that is no file. */
export class UnreachableFile extends FileFailure {}

/** How web pages begin: the tags that browsers sniff for, and those that login pages use. */
const PAGE =
  /^<(?:!--|(?:!doctype html|html|head|body|title|meta|script|style|iframe|h1|div|center|table|font|a|b|br|p)[\s>])/;

/** Classifies bytes that are not the expected file: a web page, or something else. */
export function arrivalOf(bytes: ArrayBuffer): Arrival {
  const beginning = new TextDecoder().decode(bytes.slice(0, 200)).trimStart().toLowerCase();
  if (PAGE.test(beginning)) return { kind: 'page' };
  return { kind: 'other', bytes: bytes.byteLength };
}
