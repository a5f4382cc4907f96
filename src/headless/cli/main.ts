import { type Command, CommanderError } from 'commander';
import { languageOfCommand, wordsIn } from '../words.ts';
import { describeFailure, UsageError } from './failure.ts';
import { commandLine } from './program.ts';
import type { Terminal } from './session.ts';

/** The parser throws instead of ending the process, and says nothing by itself: `onSaid` gets what it would have said. */
function quiet(command: Command, onSaid: (text: string) => void): void {
  command.exitOverride().configureOutput({ writeErr: onSaid });
  for (const child of command.commands) quiet(child, onSaid);
}

/** True for a group such as `evidence` without one of its verbs: the parser has written the help of the group. */
function isGroupAlone(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help';
}

/** The parser's complaint in the user's language; what it complains of stands in quotes in the parser's own words. */
function usageError({ code, message }: CommanderError, { say }: Terminal): UsageError {
  const name = /'([^']+)'/.exec(message)?.[1] ?? message.replace(/^error: /, '');
  if (code === 'commander.help') return new UsageError(say('cli:usageMissing', { name: '<command>' }));
  if (code.startsWith('commander.unknown')) return new UsageError(say('cli:usageUnknown', { name }));
  if (code === 'commander.missingArgument' || code === 'commander.missingMandatoryOptionValue') return new UsageError(say('cli:usageMissing', { name }));
  return new UsageError(say('cli:usageWrong', { name }));
}

/** Runs one command line. Returns the exit code: 0 done, 1 declared error or a check that found a fault, 2 usage, 75 the folder is in use. */
async function run(argv: readonly string[]): Promise<number> {
  const language = languageOfCommand(argv, process.env);
  const terminal: Terminal = {
    language,
    say: wordsIn(language),
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
  };
  let exitCode = 0;
  let said = '';
  try {
    const program = commandLine(terminal, () => {
      exitCode = 1;
      process.exitCode = 1;
    });
    quiet(program, (text) => {
      said += text;
    });
    if (argv.length === 0) {
      terminal.note(program.helpInformation());
      return 2;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (isGroupAlone(error) && !argv.includes('--json')) {
      terminal.note(said);
      return 2;
    }
    const failure = describeFailure(error instanceof CommanderError ? usageError(error, terminal) : error, terminal.say);
    process.exitCode = failure.exitCode;
    if (failure.code === 'internal') terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (argv.includes('--json'))
      terminal.print(JSON.stringify({ ok: false, error: { code: failure.code, params: failure.params, message: failure.sentence } }));
    else terminal.note(failure.sentence);
    return failure.exitCode;
  }
}

// Whoever reads the answer may stop before its end (`| head`): there is nobody left to tell, and what was found so
// far stays the exit code.
process.stdout.on('error', (error: Error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
