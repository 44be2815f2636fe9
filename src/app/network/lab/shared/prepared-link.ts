import { FormatError } from '#model';
import { checkedQuestion } from '../../prediction.ts';
import { LAB_CONTROLS, type LinkedSettings } from './lab-controls.ts';
import { formatLabLink, parseLabLink } from './lab-link.ts';
import type { LabSettings } from './lab-settings.ts';

/** A setting that a teacher can lock: all that a link has, but for the pace, which changes nothing of what is learned. */
export type LockName = Exclude<keyof LinkedSettings, 'pace'>;

/** A run as a teacher has prepared it: what pupils find. */
export interface Lesson {
  readonly settings: LabSettings;
  /** Asked in place of the usual question. */
  readonly question: string | undefined;
  /** What pupils cannot change. */
  readonly locked: readonly LockName[];
}

/** Every setting that can be locked. */
export const LOCK_NAMES = (Object.keys(LAB_CONTROLS) as (keyof LinkedSettings)[]).filter(
  (name) => name !== 'pace',
);

/**
 * A longer address makes a code too fine to be scanned: so many bytes fit into 81 modules across, three pixels each on
 * 272 pixels with the quiet border (QR version 16, error correction M).
 */
export const LONGEST_SCANNED = 450;

const ASK = 'ask';
const LOCKED = 'locked';
const BETWEEN = '.';

/** A lesson as the text of a link: settings as any link has them, then `ask` and `locked`, where there is one. */
export function formatPreparedLink({ settings, question, locked }: Lesson): string {
  const query = new URLSearchParams(formatLabLink(settings));
  if (question !== undefined) query.set(ASK, question);
  if (locked.length > 0) {
    query.set(LOCKED, locked.map((name) => LAB_CONTROLS[name].key).join(BETWEEN));
  }
  return query.toString();
}

/**
 * Reads the text of a link, checked as if it were typed.
 * @param place where the text stands, for errors
 * @throws FormatError for what `parseLabLink` refuses, for a question that is none, and for a lock that there is not
 */
export function parsePreparedLink(text: string, place = 'link'): Lesson {
  const settings = parseLabLink(text, place, [ASK, LOCKED]);
  const query = new URLSearchParams(text);
  const [question, locked] = [query.get(ASK), query.get(LOCKED)];
  return {
    settings,
    question: question === null ? undefined : checkedQuestion(question, place, ASK),
    locked: locked === null ? [] : locksIn(locked, place),
  };
}

/** What pupils can change of that: what is locked stays. */
export function unlockedOf(
  changes: Partial<LabSettings>,
  locked: readonly (keyof LabSettings)[],
): Partial<LabSettings> {
  const open = Object.entries(changes).filter(
    ([name]) => !locked.includes(name as keyof LabSettings),
  );
  return Object.fromEntries(open);
}

/** All settings that stay: with the dice also the device, since GPUs round as their kind does. */
export function fixedBy(locked: readonly LockName[]): readonly (keyof LabSettings)[] {
  return locked.includes('seed') ? [...locked, 'device'] : locked;
}

function locksIn(text: string, place: string): readonly LockName[] {
  const keys = text.split(BETWEEN);
  const names = LOCK_NAMES.filter((name) => keys.includes(LAB_CONTROLS[name].key));
  if (names.length === keys.length) return names;
  const known = LOCK_NAMES.map((name) => LAB_CONTROLS[name].key);
  const unknown = keys.find((key) => !known.includes(key));
  throw new FormatError(
    place,
    LOCKED,
    `each once, with ${BETWEEN} between them, of ${known.join(', ')}`,
    JSON.stringify((unknown ?? text).slice(0, 40)),
  );
}
