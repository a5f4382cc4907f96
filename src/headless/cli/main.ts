import { type Command, CommanderError } from 'commander';
import { languageOfCommand, wordsIn } from '../words.ts';
import { describeFailure, UsageError } from './failure.ts';
import { commandLine } from './program.ts';
import type { Terminal } from './session.ts';

/** The parser throws instead of ending the process, and says nothing by itself. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  for (const child of command.commands) quiet(child);
}

/** Runs one command line. Returns the exit code: 0 done, 1 declared error, 2 usage, 75 the folder is in use. */
async function run(argv: readonly string[]): Promise<number> {
  const language = languageOfCommand(argv, process.env);
  const terminal: Terminal = {
    language,
    say: wordsIn(language),
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
  };
  let exitCode = 0;
  try {
    const program = commandLine(terminal, () => {
      exitCode = 1;
    });
    quiet(program);
    if (argv.length === 0) throw new UsageError('sendward');
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const usage = error instanceof CommanderError ? new UsageError(error.message.replace(/^error: /, '')) : error;
    const failure = describeFailure(usage, terminal.say);
    if (argv.includes('--json'))
      terminal.print(JSON.stringify({ ok: false, error: { code: failure.code, params: failure.params, message: failure.sentence } }));
    else terminal.note(failure.sentence);
    return failure.exitCode;
  }
}

process.exitCode = await run(process.argv.slice(2));
