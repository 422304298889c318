import { Role } from '@jisr/contract';
import { VERSION } from '@jisr/node';
import { Command, InvalidArgumentError, Option } from 'commander';
import { backup, restore } from './backup.ts';
import { bench } from './bench.ts';
import { demo } from './demo.ts';
import { importList, showLists } from './lists.ts';
import { languageOf, match } from './match.ts';
import { createOutput, tellFailure } from './output.ts';
import { read } from './read.ts';
import { screenFiles } from './screen-files.ts';
import { send } from './send.ts';
import { start } from './start.ts';
import { addUser, askPassword } from './users.ts';
import { verify } from './verify.ts';

const environment = process.env;
const wantsJson = (): boolean => process.argv.includes('--json');

/** Runs a command, tells its failure plainly, and sets the exit code. */
async function attempt(work: () => Promise<number | undefined> | number | undefined): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    // Something may still run (a node that was half started): what failed ends here.
    process.exit(tellFailure(error, wantsJson()));
  }
}

const nodeOptions = (command: Command): Command =>
  command
    .option('--node <url>', 'address of the node', 'http://127.0.0.1:8600')
    .requiredOption('--user <name>', 'user name; the password comes from JISR_PASSWORD or is asked for');

/** A command or an option that is none, as every failure is told. */
function usageText(text: string): string {
  const en = text.replace(/^error: /, '').trim();
  const ar = 'أمر أو خيار غير صحيح. اطلب المساعدة بالخيار --help.';
  if (wantsJson()) return `${JSON.stringify({ code: 'USAGE', message: { en, ar } })}\n`;
  return `${en}\n${ar}\n(USAGE)\n`;
}

/** The whole command line. Exported for the test that holds its help to what it can do. */
export function program(): Command {
  const jisr = new Command('jisr')
    .description(
      'Jisr · جسر: what two countries install to carry out a security partnership.\nEvery command takes --json for programs. Exit codes: 0 good, 1 failed, 2 input could not be read, 3 needs a person, 4 refused by the node.',
    )
    .version(VERSION)
    .configureOutput({ outputError: (text, write) => write(usageText(text)) });
  running(jisr);
  messages(jisr);
  names(jisr);
  proofs(jisr);
  lists(jisr);
  keeping(jisr);
  for (const command of [...jisr.commands, ...jisr.commands.flatMap((group) => group.commands)]) {
    if (!command.options.some((option) => option.long === '--json')) command.option('--json', 'print JSON');
  }
  return jisr;
}

function running(jisr: Command): void {
  jisr
    .command('start')
    .description('run a node from its configuration (docs/operate/configuration.md)')
    .addHelpText('after', '\nExample:\n  JISR_COUNTRY=BHR JISR_DATA_DIR=/srv/jisr npx jisr start')
    .action(() => attempt(async () => void (await start(environment, createOutput(wantsJson())))));
  jisr
    .command('demo')
    .description('run two countries with an invented world, reproducible from the day')
    .option(
      '--port <number>',
      'port of the first country, the second takes the next; 0 takes free ones',
      '8600',
    )
    .option('--data <folder>', 'where they keep their data', '.jisr/demo')
    .option('--no-live', 'let no further flights arrive while they run')
    .option('--alone', 'one country, without its partner', false)
    .addHelpText(
      'after',
      '\nWith --json it prints {"country","address","accounts","carriers","dataDir"} of the first country and the same of the second as "peer" when they are usable, and runs on.\nExample:\n  npx jisr demo --port 0 --json',
    )
    .action((options) =>
      attempt(async () => void (await demo(options, environment, createOutput(wantsJson())))),
    );
}

function messages(jisr: Command): void {
  jisr
    .command('read <file...>')
    .description('print each message of the files as one line of JSON')
    .addHelpText(
      'after',
      '\nThe shape is documented in libs/travel-messages/README.md. Exit 2 where something could not be read, with its place.\nExample:\n  npx jisr read manifest.edi',
    )
    .action((files: string[]) =>
      attempt(() =>
        read({
          files,
          write: (line) => void process.stdout.write(`${line}\n`),
          writeError: (line) => void process.stderr.write(`${line}\n`),
        }),
      ),
    );
  jisr
    .command('send <file...>')
    .description('post messages to a node, as a carrier does')
    .requiredOption('--to <url>', 'address of the node')
    .requiredOption('--key <key>', 'the carrier’s API key')
    .addHelpText(
      'after',
      '\nThe same bytes twice are one message: trying again is always safe.\nExample:\n  npx jisr send manifest.edi --to http://127.0.0.1:8600 --key jisr_qj_…',
    )
    .action((files: string[], options) => attempt(() => send(files, options, createOutput(wantsJson()))));
}

/** A whole number of at least one. */
function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1.');
  return value;
}

function names(jisr: Command): void {
  jisr
    .command('screen')
    .description('match names against lists, without a node: tab-separated files in, JSON lines out')
    .requiredOption(
      '--list <file...>',
      'lists with columns listId, name and where known dob, nationality, gender',
    )
    .requiredOption(
      '--queries <file>',
      'queries with columns queryId, query and where known dob, nationality, gender',
    )
    .option('--top <n>', 'hits a query at the most', count, 50)
    .addOption(
      new Option('--evidence <what>', 'the name alone, or with birth date, nationality and gender')
        .choices(['name', 'all'])
        .default('name'),
    )
    .option('--threads <n>', 'threads', count, 1)
    .addHelpText(
      'after',
      '\nWhat is wrong with a line is told with its number; exit 2 where one could not be used.\nExample:\n  npx jisr screen --list list.tsv --queries queries.tsv --top 10 > hits.jsonl',
    )
    .action((options) => attempt(() => screenFiles(options, createOutput(wantsJson()))));
  jisr
    .command('match <name> <listed>')
    .description(
      'compare two names with each other, without a list or a node: why, why not, what would turn it',
    )
    .option('--birth <date>', 'birth date of the first: 1981, 1981-04 or 1981-04-12')
    .option('--nationality <code>', 'nationality of the first: three letters')
    .option('--gender <M|F|X>', 'gender of the first')
    .option('--listed-birth <date>', 'birth date of the second, also 1980/1985')
    .option('--listed-nationality <code>', 'nationality of the second')
    .option('--listed-gender <M|F|X>', 'gender of the second')
    .option('--population <n>', 'people among whom one is the one sought', '10000')
    .addOption(new Option('--lang <language>', 'language of the text').choices(['ar', 'en']))
    .addHelpText('after', '\nExample:\n  npx jisr match "ALDOSSARY/KARIMMR" "كريم الدوسري" --lang ar')
    .action((name: string, listed: string, options) =>
      attempt(() =>
        match(
          name,
          listed,
          { ...options, lang: languageOf(options.lang, environment) },
          createOutput(wantsJson()),
        ),
      ),
    );
}

function proofs(jisr: Command): void {
  jisr
    .command('verify <proof>')
    .description(
      'check offline that an entry stands in a signed and witnessed ledger (.tlog-proof, or packed)',
    )
    .requiredOption('--key <vkey...>', 'public keys of the log, from the node card')
    .option('--entry <file>', 'the entry itself; without it, the hash that the proof names is checked')
    .option('--witness <vkey...>', 'public keys of witnesses')
    .option('--quorum <n>', 'how many of the witnesses must have signed', count)
    .option('--pack <file>', 'write what is proved in its fewest bytes, for paper or a square code')
    .addOption(new Option('--lang <language>', 'language of the text').choices(['ar', 'en']))
    .addHelpText(
      'after',
      '\nExit 0 proved, 1 not proved, 2 not readable.\nExample:\n  npx jisr verify entry-7.tlog-proof --entry entry-7.json --key bhr.jisr/log/exchange+3f1c0a77+AekyeRrm… --witness usa.jisr/witness+… --quorum 1',
    )
    .action((file: string, options) =>
      attempt(() =>
        verify(file, { ...options, lang: languageOf(options.lang, environment) }, createOutput(wantsJson())),
      ),
    );
}

function lists(jisr: Command): void {
  const group = jisr.command('lists').description('watchlists of a node');
  nodeOptions(group.command('import <code> <file...>'))
    .description('import a version of a watchlist and follow it; exit 3 when someone must confirm it')
    .option('--confirm-shrink', 'take a version that is much shorter', false)
    .addHelpText(
      'after',
      '\nExample:\n  npx jisr lists import OFAC sdn.csv alt.csv add.csv sdn_comments.csv --user lists',
    )
    .action((code: string, files: string[], options) =>
      attempt(async () =>
        importList(
          code,
          files,
          { ...options, password: await askPassword(environment) },
          createOutput(wantsJson()),
        ),
      ),
    );
  nodeOptions(group.command('show'))
    .description('show the watchlists')
    .action((options) =>
      attempt(async () =>
        showLists({ ...options, password: await askPassword(environment) }, createOutput(wantsJson())),
      ),
    );
}

function keeping(jisr: Command): void {
  const withData = (data?: string) => ({ ...environment, ...(data ? { JISR_DATA_DIR: data } : {}) });
  jisr
    .command('users')
    .description('accounts of a node')
    .command('add <username>')
    .description('add an officer; the password comes from JISR_PASSWORD or is asked for')
    .requiredOption('--role <role...>', Role.options.join(', '))
    .option('--name-en <name>', 'name in English')
    .option('--name-ar <name>', 'name in Arabic')
    .option('--post <code>', 'border post of a border officer, e.g. BAH')
    .option('--data <folder>', 'data folder of the node')
    .addHelpText(
      'after',
      '\nA node on the embedded database must be stopped.\nExample:\n  npx jisr users add admin --role administrator',
    )
    .action((username: string, options) =>
      attempt(async () =>
        addUser(
          username,
          { ...options, environment: withData(options.data) },
          await askPassword(environment),
          createOutput(wantsJson()),
        ),
      ),
    );
  jisr
    .command('backup')
    .description('save the data folder of a stopped node in one file')
    .requiredOption('--to <file>', 'the file, .tar.gz')
    .option('--data <folder>', 'data folder of the node')
    .action((options) =>
      attempt(() => backup(options.to, withData(options.data), new Date(), createOutput(wantsJson()))),
    );
  jisr
    .command('restore')
    .description('restore a backup: every file checked first, all of it or nothing')
    .requiredOption('--from <file>', 'the file')
    .option('--data <folder>', 'data folder of the node')
    .option('--force', 'write over a folder that is not empty', false)
    .action((options) =>
      attempt(() => restore(options.from, withData(options.data), options.force, createOutput(wantsJson()))),
    );
  jisr
    .command('bench <name> [options...]')
    .description('run a benchmark of the source tree; `bench list` names them')
    .allowUnknownOption()
    .action((name: string, rest: string[]) => attempt(() => bench(name, rest, createOutput(wantsJson()))));
}

const startedAsCommand = /(^|[\\/])(jisr\.m?js|main\.ts)$/.test(process.argv[1] ?? '');
if (startedAsCommand) await program().parseAsync(process.argv);
