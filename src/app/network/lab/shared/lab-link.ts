import { FormatError } from '#model';
import { LAB_CONTROLS, readSetting, type Control, type LinkedSettings } from './lab-controls.ts';
import { DEFAULT_SETTINGS, USUAL_RATES, type LabSettings } from './lab-settings.ts';

const NAMES = Object.keys(LAB_CONTROLS) as (keyof LinkedSettings)[];

/**
 * Settings as the text of a link: `layers=32&by=sgd&rate=0.1…`, without what begins it. All of them are in it, so that
 * it means the same whatever a later version starts with.
 */
export function formatLabLink(settings: LabSettings): string {
  return NAMES.map((name) => {
    // The table says that the two belong together; a union of names has lost it.
    const control = LAB_CONTROLS[name] as Control<unknown>;
    return `${control.key}=${control.write(settings[name])}`;
  }).join('&');
}

/**
 * Reads the text of a link. What it does not say is as usual; it always runs on the CPU, so that every device gives the
 * same bytes.
 * @param place where the text stands, for errors
 * @param otherKeys what else may be in it, for others to read
 * @throws FormatError for a name that there is not or twice, and for a value that cannot be chosen or typed either
 */
export function parseLabLink(
  text: string,
  place = 'link',
  otherKeys: readonly string[] = [],
): LabSettings {
  const query = new URLSearchParams(text);
  const keys = NAMES.map((name) => LAB_CONTROLS[name].key);
  for (const key of query.keys()) {
    if (!keys.includes(key) && !otherKeys.includes(key)) {
      throw new FormatError(place, 'settings', keys.join(', '), JSON.stringify(key.slice(0, 40)));
    }
    if (query.getAll(key).length > 1) throw new FormatError(place, key, 'it once', 'it twice');
  }
  const read = <Name extends keyof LinkedSettings>(
    name: Name,
    usual: LinkedSettings[Name],
  ): LinkedSettings[Name] => {
    const value = query.get(LAB_CONTROLS[name].key);
    return value === null ? usual : readSetting(name, value, place);
  };
  const usual = DEFAULT_SETTINGS;
  const optimizer = read('optimizer', usual.optimizer);
  return {
    hidden: read('hidden', usual.hidden),
    optimizer,
    rate: read('rate', USUAL_RATES[optimizer]),
    batchSize: read('batchSize', usual.batchSize),
    weightDecay: read('weightDecay', usual.weightDecay),
    digits: read('digits', usual.digits),
    leftOut: read('leftOut', usual.leftOut),
    wrongPercent: read('wrongPercent', usual.wrongPercent),
    stop: read('stop', usual.stop),
    isExam: read('isExam', usual.isExam),
    seed: read('seed', usual.seed),
    pace: read('pace', usual.pace),
    device: 'cpu',
  };
}
