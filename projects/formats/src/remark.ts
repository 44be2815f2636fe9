import { shown } from './shown.ts';

/** Something about a network that whoever takes it should know; none of it keeps it from working. */
export type Remark =
  /** Files that were chosen, or in the zip, and that nothing needs. */
  | { readonly kind: 'unusedFiles'; readonly names: readonly string[] }
  /** Snapshots that were found by their hash, or by a name without the number that a system adds. */
  | { readonly kind: 'renamedFiles'; readonly count: number }
  /** Checkpoints whose manifest has no hash of them, so that damage would not show. */
  | { readonly kind: 'unverified'; readonly count: number }
  /** Operators that went into the weights of dense layers. */
  | { readonly kind: 'folded'; readonly operators: readonly string[] }
  /** Hidden layers without an activation, counted from 1. */
  | { readonly kind: 'linearHidden'; readonly layers: readonly number[] }
  /** Further outputs of the graph. */
  | { readonly kind: 'ignoredOutputs'; readonly names: readonly string[] }
  /** Operators newer than those that this reader was written after. */
  | { readonly kind: 'newerOperators'; readonly version: number; readonly known: number }
  /** The file says what it is, but its weights are others: it was changed by another program. */
  | { readonly kind: 'changedSince' };

/** A remark in English, for a command line. */
export function remarkText(remark: Remark): string {
  switch (remark.kind) {
    case 'unusedFiles':
      return `files that are not part of it: ${remark.names.map(shown).join(', ')}`;
    case 'renamedFiles':
      return `snapshots under another name than the manifest says: ${remark.count}`;
    case 'unverified':
      return `checkpoints without a hash, which cannot be checked for damage: ${remark.count}`;
    case 'folded':
      return `folded into the weights: ${remark.operators.join(', ')}`;
    case 'linearHidden':
      return `hidden layers without ReLU: ${remark.layers.join(', ')}`;
    case 'ignoredOutputs':
      return `outputs that are left out: ${remark.names.map(shown).join(', ')}`;
    case 'newerOperators':
      return `operators of version ${remark.version}, of which those up to ${remark.known} are known`;
    case 'changedSince':
      return 'its weights are others than its description says, which is left out';
    default:
      return remark satisfies never;
  }
}
