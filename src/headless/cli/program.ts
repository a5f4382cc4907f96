import { Command, Option } from 'commander';
import { VERSION } from '../../boot/version.ts';
import type { Terminal } from './session.ts';
import { backup, doctor, restore } from './verbs/care.ts';
import { callOperation, listOperations } from './verbs/contract.ts';
import { importFile } from './verbs/import.ts';
import { exportEvidence, flushOutbox, issueNotices, listOutbox } from './verbs/mail.ts';
import { serve } from './verbs/serve.ts';

/** The command line: verbs, options and their help, in the user's language. `unhealthy` hears when a check failed. */
export function commandLine(terminal: Terminal, unhealthy: () => void): Command {
  const { say } = terminal;
  const option = (name: string): string => say(`cli:option.${name}`);
  const common = (command: Command): Command =>
    command
      .option('--data <dir>', option('data'))
      .option('--json', option('json'))
      .addOption(new Option('--lang <language>', option('lang')).choices(['en', 'fr', 'ru']))
      .helpOption('-h, --help', option('help'));
  const verb = (parent: Command, usage: string, about: string): Command => common(parent.command(usage).description(say(`cli:verb.${about}`)));

  const program = new Command('sendward').description(say('cli:about')).version(VERSION, '-V, --version', option('version'));
  program.helpOption('-h, --help', option('help')).helpCommand(false).showHelpAfterError(false);
  verb(program, 'serve', 'serve')
    .option('--port <n>', option('port'))
    .option('--open', option('open'))
    .option('--demo', option('demo'))
    .action((options) => serve(options, terminal));
  verb(program, 'import <file>', 'import')
    .option('--pack <pack>', option('pack'))
    .option('--mapping <json>', option('mapping'))
    .option('--dry-run', option('dryRun'))
    .action((file, options) => importFile(file, options, terminal));
  const notice = program.command('notice').description(say('cli:verb.notice')).helpCommand(false);
  verb(notice, 'issue', 'noticeIssue')
    .option('--client <client>', option('client'))
    .option('--all-due', option('allDue'))
    .action((options) => issueNotices(options, terminal));
  const outbox = program.command('outbox').description(say('cli:verb.outbox')).helpCommand(false);
  verb(outbox, 'flush', 'outboxFlush').action((options) => flushOutbox(options, terminal));
  verb(outbox, 'list', 'outboxList').action((options) => listOutbox(options, terminal));
  const evidence = program.command('evidence').description(say('cli:verb.evidence')).helpCommand(false);
  verb(evidence, 'export', 'evidenceExport')
    .requiredOption('--client <client>', option('client'))
    .requiredOption('--out <file>', option('out'))
    .action((options) => exportEvidence(options, terminal));
  verb(program, 'backup <file>', 'backup').action((file, options) => backup(file, options, terminal));
  verb(program, 'restore <file>', 'restore').action((file, options) => restore(file, options, terminal));
  verb(program, 'doctor', 'doctor').action(async (options) => {
    if (!(await doctor(options, terminal))) unhealthy();
  });
  verb(program, 'call <operation> [json]', 'call').action((name, json, options) => callOperation({ name, json }, options, terminal));
  verb(program, 'operations', 'operations').action((options) => listOperations(options, terminal));
  return program;
}
