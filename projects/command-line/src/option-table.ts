import type { ListKind, ValueKind } from './value-kinds.ts';

/** An option of a command line. One without `value` or `values` is either given or not. */
export interface OptionRow {
  /** As commander takes them: `--seed <N>`, `--hidden-dims <N...>`, `--json`. */
  readonly flags: string;
  /** For `--help` and for the manual. */
  readonly description: string;
  readonly value?: ValueKind<unknown>;
  readonly values?: ListKind<unknown>;
  /** What holds when it is not given. */
  readonly default?: unknown;
  /** What people are told about that, where the default itself does not say it. */
  readonly defaultText?: string;
}

/** Options by the names of their values in a program. */
export type OptionTable = Readonly<Record<string, OptionRow>>;

type ValueOf<Row extends OptionRow> = Row extends { values: ListKind<infer T> }
  ? readonly T[] | undefined
  : Row extends { value: ValueKind<infer T> }
    ? Row extends { default: unknown }
      ? T
      : T | undefined
    : boolean;

/** What was given for each option of a table, or its default. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]>;
};

/** An option as people read of it. */
export interface OptionText {
  /** `--hidden-dims N [N …]` */
  readonly option: string;
  readonly description: string;
  /** Empty for none. */
  readonly default: string;
}

/** What `--help` and the manual say about an option. */
export function textOfOption(row: OptionRow): OptionText {
  const { flags, description, default: value } = row;
  const isSaid = typeof value === 'string' || typeof value === 'number';
  const fallback = row.defaultText ?? (isSaid ? String(value) : '');
  const option = flags.replace(/<(\w+)\.\.\.>/, '$1 [$1 …]').replace(/<(\w+)>/, '$1');
  return { option, description, default: fallback };
}
