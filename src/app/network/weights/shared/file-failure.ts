import { FormatError } from '#model';

/** What came in the place of a file, for whoever runs the server. */
export type Arrival =
  /** No network, no server, or no answer in time. */
  | { readonly kind: 'nothing' }
  /** An answer that says so: 404, 403, 500. */
  | { readonly kind: 'status'; readonly status: number }
  /** The way to another address, such as a login page. */
  | { readonly kind: 'redirect' }
  /** A beginning: the rest did not come, or could not be decoded. */
  | { readonly kind: 'cut' }
  /** A web page where there should be none. */
  | { readonly kind: 'page' }
  /** A script with a media type that browsers do not run; empty where it had none. */
  | { readonly kind: 'type'; readonly type: string }
  /** Other content, of so many bytes. */
  | { readonly kind: 'other'; readonly bytes: number }
  /** The file, as far as can be told, but the browser made nothing of it. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** A file that is not on this device, and what came when it was fetched. */
export interface FileProblem {
  /** Absolute. */
  readonly file: string;
  readonly arrival: Arrival;
}

/** A file that did not arrive as it is: says what came. */
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

/** How web pages begin: what browsers go by where no media type tells them, and what login pages are made of. */
const PAGE =
  /^<(?:!--|(?:!doctype html|html|head|body|title|meta|script|style|iframe|h1|div|center|table|font|a|b|br|p)[\s>])/;

/** What bytes are that are not the file: a web page, or something else. */
export function arrivalOf(bytes: ArrayBuffer): Arrival {
  const beginning = new TextDecoder().decode(bytes.slice(0, 200)).trimStart().toLowerCase();
  if (PAGE.test(beginning)) return { kind: 'page' };
  return { kind: 'other', bytes: bytes.byteLength };
}
