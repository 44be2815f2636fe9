import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './app-page.ts';

// The picture is there, with the role `application`, as on a tablet.
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.slow(); // Software rendering is slow on a busy machine.

/** What a screen reader finds in a part of the page. */
interface Heard {
  readonly role: string;
  readonly name: string;
  readonly domNode: number | undefined;
  readonly isDisabled: boolean;
  readonly parts: readonly Heard[];
}

/** Screen readers on tablets skip everything in an `application`, including its name. */
const PASSED_BY = 'application';

/** Chromium's accessibility tree without what screen readers on tablets skip. */
async function heardOn(devTools: CDPSession): Promise<Heard> {
  const { nodes } = await devTools.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const partsOf = (ids: readonly string[] = []): Heard[] =>
    ids.flatMap((id) => {
      const node = byId.get(id);
      const role = String(node?.role?.value);
      if (!node || role === PASSED_BY) return [];
      const parts = partsOf(node.childIds);
      if (node.ignored) return parts;
      const isDisabled = !!node.properties?.some(
        ({ name, value }) => name === 'disabled' && value.value === true,
      );
      const name = String(node.name?.value ?? '');
      return [{ role, name, domNode: node.backendDOMNodeId, isDisabled, parts }];
    });
  const parts = partsOf([nodes[0]?.nodeId ?? '']);
  return { role: 'page', name: '', domNode: undefined, isDisabled: false, parts };
}

const all = ({ parts }: Heard): Heard[] => parts.flatMap((part) => [part, ...all(part)]);

/** Uses the page only through its accessibility tree. */
class Listener {
  private readonly devTools: CDPSession;

  constructor(devTools: CDPSession) {
    this.devTools = devTools;
  }

  static async at(page: Page): Promise<Listener> {
    return new Listener(await page.context().newCDPSession(page));
  }

  /** Waits for a part with this name that is not disabled. */
  async find(role: string, name: string | RegExp, within?: Heard): Promise<Heard> {
    let found: Heard | undefined;
    const isIt = (part: Heard): boolean =>
      part.role === role &&
      !part.isDisabled &&
      (typeof name === 'string' ? part.name === name : name.test(part.name));
    const look = async (): Promise<boolean> => {
      const page = await heardOn(this.devTools);
      const place = within ? all(page).find(({ domNode }) => domNode === within.domNode) : page;
      found = place && all(place).find(isIt);
      return found !== undefined;
    };
    await expect.poll(look, `${role} ${String(name)}`).toBe(true);
    if (!found) throw new Error(`expected ${role} ${String(name)}, found none`);
    return found;
  }

  async press(role: string, name: string | RegExp, within?: Heard): Promise<string> {
    const { domNode, name: pressed } = await this.find(role, name, within);
    const { object } = await this.devTools.send('DOM.resolveNode', {
      ...(domNode !== undefined && { backendNodeId: domNode }),
    });
    await this.devTools.send('Runtime.callFunctionOn', {
      functionDeclaration: 'function () { this.focus(); this.click(); }',
      ...(object.objectId !== undefined && { objectId: object.objectId }),
    });
    return pressed;
  }
}

const WORDS = {
  en: {
    paper: 'The paper and its tools',
    isBlank: /^The paper is empty/,
    isExample: /^There is an example on the paper/,
    examples: 'Examples',
    digits: 'Digits that others wrote',
    digit: 'Show a handwritten 0',
    answer: "The network's answer",
    network: 'The network',
    layers: /28 × 28 pixels.*128 neurons.*64 neurons.*10 digits/,
    arithmetic: /^Arithmetic: Digit \d$/,
    inspector: 'Inspector',
    picked: /Picked: Neuron \d+ of layer 2/,
    neuron: /^Neuron \d+/,
    close: 'Close inspector',
    table: 'All values as a table',
  },
  de: {
    paper: 'Das Papier und seine Werkzeuge',
    isBlank: /^Das Papier ist leer/,
    isExample: /^Auf dem Papier ist ein Beispiel/,
    examples: 'Beispiele',
    digits: 'Ziffern, die andere geschrieben haben',
    digit: 'Eine handgeschriebene 0 zeigen',
    answer: 'Die Antwort des Netzes',
    network: 'Das Netz',
    layers: /28 × 28 Bildpunkte.*128 Neuronen.*64 Neuronen.*10 Ziffern/,
    arithmetic: /^Rechnung: Ziffer \d$/,
    inspector: 'Lupe',
    picked: /Gewählt: Neuron \d+ der Schicht 2/,
    neuron: /^Neuron \d+/,
    close: 'Lupe schließen',
    table: 'Alle Werte als Tabelle',
  },
} as const;

for (const locale of ['en', 'de'] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test('leads from an example to the answer and its neuron without paper or picture', async ({
      app,
      page,
    }) => {
      const words = WORDS[locale];
      await app.takeFirstExamples();
      await app.open();
      await expect(page.locator('app-network-scene canvas')).toBeVisible();
      const ear = await Listener.at(page);

      const paper = await ear.find('group', words.paper);
      await ear.find('StaticText', words.isBlank, paper);
      await ear.press('button', words.examples, paper);
      const digits = await ear.find('group', words.digits);
      await ear.press('button', words.digit, digits);
      await ear.find('StaticText', words.isExample, paper);

      const answer = await ear.find('region', words.answer);
      await ear.find('meter', /0$/, answer);
      await app.expectAnswer(0);

      const network = await ear.find('group', words.network);
      await ear.find('StaticText', words.layers, network);
      const opener = await ear.press('button', words.arithmetic, network);
      const inspector = await ear.find('region', words.inspector);
      await ear.find('heading', opener.replace(/^.*: /, ''), inspector);
      await expect(page.locator(':focus')).toHaveAccessibleName(words.close);
      await ear.press('button', words.neuron, inspector);
      await ear.find('heading', words.neuron, inspector);
      await ear.find('StaticText', words.picked, network);
      await ear.press('button', words.close, inspector);
      await expect(page.locator(':focus')).toHaveAccessibleName(words.arithmetic);

      await ear.press('button', words.table, network);
      const table = await ear.find('region', words.table);
      await ear.press('button', /\d/, table);
      await ear.find('region', words.inspector);
    });
  });
}
