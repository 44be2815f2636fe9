import type { RecordValues } from '../memory-record.ts';
import type { RECORDS } from './kernel-layout.ts';

/** The kernels' records; `assembly/layout.ts` says what is in them. */
export type RecordName = keyof typeof RECORDS;

/** A number for each field of a record. */
export type KernelRecord<Name extends RecordName> = RecordValues<(typeof RECORDS)[Name]>;

declare const RECORD: unique symbol;

/** Address of a record in WebAssembly memory: that of another kind is a compile error. */
export type RecordAddress<Name extends RecordName> = number & { readonly [RECORD]: Name };
