import { Command, CommanderError, Option } from 'commander';
import {
  textOfOption,
  type OptionRow,
  type OptionTable,
  type OptionText,
  type OptionValues,
} from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** What a command's options are, and what it is for. */
export interface CommandLine<Table extends OptionTable> {
  /** What is typed before the options: `npm run train --`. */
  readonly name: string;
  readonly description: string;
  readonly options: Table;
}

const HELP: OptionRow = { flags: '--help', description: 'list the options' };
const HELP_WIDTH = 100;
const SEE_HELP = '--help lists the options';

/**
 * Reads a command line.
 * @param args without the program's own name
 * @returns undefined when help was asked for
 * @throws UsageError in one line that says what was expected and what was found
 */
export function parseCommandLine<Table extends OptionTable>(
  line: CommandLine<Table>,
  args: readonly string[],
): OptionValues<Table> | undefined {
  const command = commandOf(line);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return undefined;
    throw usageErrorOf(error, line, command);
  }
  const given = command.opts<Record<string, unknown>>();
  const values = Object.entries(line.options).map(([name, row]) => {
    const value = given[optionOf(row).attributeName()];
    return [name, row.values && Array.isArray(value) ? listOf(row, value as string[]) : value];
  });
  return Object.fromEntries(values) as OptionValues<Table>;
}

/** What `--help` prints. */
export function helpOf(line: CommandLine<OptionTable>): string {
  return `${line.description}\n\n${commandOf(line).helpInformation()}`;
}

/** What is said about each option, `--help` included, in the order of the table. */
export function optionTexts({ options }: CommandLine<OptionTable>): OptionText[] {
  return [...Object.values(options), HELP].map(textOfOption);
}

function commandOf({ name, options }: CommandLine<OptionTable>): Command {
  const rows = new Map<string, OptionRow>();
  const command = new Command(name)
    .helpOption(HELP.flags, HELP.description)
    .exitOverride()
    // Whoever parses prints.
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined })
    .configureHelp({
      helpWidth: HELP_WIDTH,
      optionTerm: ({ flags }) => textOfOption(rows.get(flags) ?? HELP).option,
      optionDescription: ({ flags }) => helpText(rows.get(flags) ?? HELP),
    });
  for (const row of Object.values(options)) {
    rows.set(row.flags, row);
    const option = optionOf(row);
    command.addOption(option);
    let times = 0;
    command.on(`option:${option.name()}`, () => {
      times += 1;
      // Lists go on with each; commander collects them.
      if (times > 1 && !row.values) {
        throw new UsageError(`${longOf(row)}: expected once, found more than once`);
      }
    });
  }
  return command;
}

function optionOf(row: OptionRow): Option {
  const { value } = row;
  const option = new Option(row.flags, row.description);
  if (value) {
    option.argParser((text) => value.parse(text) ?? refuse(row, text === '' ? 'nothing' : text));
  }
  return option.default(value || row.values ? row.default : false);
}

function listOf(row: OptionRow, texts: readonly string[]): unknown[] {
  const { values } = row;
  if (values && texts.length > values.most) refuse(row, `${texts.length} of them`);
  return texts.map((text) => values?.parse(text) ?? refuse(row, text === '' ? 'nothing' : text));
}

function refuse(row: OptionRow, found: string): never {
  const expected = (row.value ?? row.values)?.expected ?? 'no value';
  throw new UsageError(`${longOf(row)}: expected ${expected}, found ${found}`);
}

function longOf({ flags }: OptionRow): string {
  return flags.split(' ')[0] ?? flags;
}

function helpText(row: OptionRow): string {
  const { description, default: fallback } = textOfOption(row);
  return fallback === '' ? description : `${description} (default: ${fallback})`;
}

/** What commander found wrong, in the words of this project. */
function usageErrorOf(
  { code, message }: CommanderError,
  { options }: CommandLine<OptionTable>,
  command: Command,
): unknown {
  const rows = Object.values(options);
  switch (code) {
    case 'commander.unknownOption': {
      const [, flag = ''] = /unknown option '(.*)'/s.exec(message) ?? [];
      const [name = '', ...value] = flag.split('=');
      const known = [...rows, HELP].find((row) => longOf(row) === name);
      if (known) {
        return new UsageError(`${name}: expected no value, found ${value.join('=')}`);
      }
      const [, close] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? [];
      const perhaps =
        close === undefined ? '' : ` (perhaps ${close.replace(/, (?=[^,]*$)/, ' or ')})`;
      return new UsageError(
        `${name}: expected a known option${perhaps}, found an unknown one; ${SEE_HELP}`,
      );
    }
    case 'commander.excessArguments':
      return new UsageError(
        `arguments: expected options only, found ${command.args.join(' ')}; ${SEE_HELP}`,
      );
    case 'commander.optionMissingArgument': {
      const row = rows.find(({ flags }) => message.includes(`'${flags}'`));
      if (row) refuse(row, 'none');
      return new UsageError(`${message}; ${SEE_HELP}`);
    }
    default:
      return new UsageError(`${message}; ${SEE_HELP}`);
  }
}
