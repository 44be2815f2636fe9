import type { StorageReason } from './storage-failure.ts';

/**
 * Whether weights are stored in IndexedDB for the next visit, or held in memory for this visit only, because IndexedDB
 * is missing, full, or does not work.
 */
export type StorageState =
  { readonly kind: 'persistent' } | { readonly kind: 'memory'; readonly reason: StorageReason };
