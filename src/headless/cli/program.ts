import { Command, Option } from 'commander';
import { VERSION } from '../../boot/version.ts';
import type { Terminal } from './session.ts';
import { classifyBounces } from './verbs/bounce.ts';
import { backup, doctor, restore } from './verbs/care.ts';
import { addToCase, openCases } from './verbs/case.ts';
import { callOperation, listOperations } from './verbs/contract.ts';
import { exportEvidence, verifyEvidence } from './verbs/evidence.ts';
import { pullHosts, testHosts } from './verbs/host.ts';
import { importFile } from './verbs/import.ts';
import { lintFile } from './verbs/lint.ts';
import { analyseLogs, findCulprits } from './verbs/log.ts';
import { flushOutbox, issueNotices, listOutbox, pauseOutbox, resumeOutbox } from './verbs/mail.ts';
import { previewReminders, runReminders } from './verbs/reminders.ts';
import { serve } from './verbs/serve.ts';

/** Adds a verb under `parent`; every verb takes the common options. */
type AddVerb = (parent: Command, usage: string, about: string) => Command;

function verbAdder({ say }: Terminal): AddVerb {
  return (parent, usage, about) =>
    parent
      .command(usage)
      .description(say(`cli:verb.${about}`))
      .option('--data <dir>', say('cli:option.data'))
      .option('--json', say('cli:option.json'))
      .addOption(new Option('--lang <language>', say('cli:option.lang')).choices(['en', 'fr', 'ru']))
      .helpOption('-h, --help', say('cli:option.help'));
}

function addWork(program: Command, verb: AddVerb, terminal: Terminal): void {
  const option = (name: string): string => terminal.say(`cli:option.${name}`);
  const group = (name: string): Command =>
    program
      .command(name)
      .description(terminal.say(`cli:verb.${name}`))
      .helpOption('-h, --help', option('help'))
      .helpCommand(false);
  verb(program, 'import <file>', 'import')
    .option('--pack <pack>', option('pack'))
    .option('--mapping <json>', option('mapping'))
    .option('--dry-run', option('dryRun'))
    .action((file, options) => importFile(file, options, terminal));
  verb(group('notice'), 'issue', 'noticeIssue')
    .option('--client <client>', option('client'))
    .option('--all-due', option('allDue'))
    .action((options) => issueNotices(options, terminal));
  const outbox = group('outbox');
  verb(outbox, 'flush', 'outboxFlush').action((options) => flushOutbox(options, terminal));
  verb(outbox, 'list', 'outboxList').action((options) => listOutbox(options, terminal));
  verb(outbox, 'pause', 'outboxPause').action((options) => pauseOutbox(options, terminal));
  verb(outbox, 'resume', 'outboxResume').action((options) => resumeOutbox(options, terminal));
  const reminders = group('reminders');
  verb(reminders, 'preview', 'remindersPreview')
    .option('--days <n>', option('days'), '30')
    .action((options) => previewReminders(options, terminal));
  verb(reminders, 'run', 'remindersRun')
    .option('--now <instant>', option('now'))
    .addOption(new Option('--catch-up <decision>', option('catchUp')).choices(['send', 'skip']))
    .action((options) => runReminders(options, terminal));
  const cases = group('case');
  verb(cases, 'add <file> <case>', 'caseAdd').action((file, name, options) => addToCase({ file, name }, options, terminal));
  verb(cases, 'open <file>', 'caseOpen')
    .option('--dry-run', option('dryRun'))
    .action((file, options) => openCases(file, options, terminal));
  verb(group('bounce'), 'classify <files...>', 'bounceClassify').action((files, options) => classifyBounces(files, options, terminal));
}

/** An option that may be given several times. */
function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function addLint(program: Command, verb: AddVerb, { terminal, unhealthy }: { readonly terminal: Terminal; readonly unhealthy: () => void }): void {
  const option = (name: string): string => terminal.say(`cli:option.${name}`);
  verb(program, 'lint <file>', 'lint')
    .option('--rules <id>', option('rules'), collect)
    .option('--domain <domain>', option('domain'), collect)
    .option('--country <country>', option('country'), collect)
    .addOption(new Option('--purpose <purpose>', option('purpose')).choices(['marketing', 'service']))
    .option('--bulk', option('bulk'))
    .option('--dns [servers]', option('dns'))
    .addHelpText('after', `\n${terminal.say('cli:lint.exit')}`)
    .action((file, options) => lintFile(file, options, { terminal, faulty: unhealthy }));
}

/** Verbs that ask the panels of hosts. */
function addHosts(program: Command, verb: AddVerb, { terminal, unhealthy }: { readonly terminal: Terminal; readonly unhealthy: () => void }): void {
  const option = (name: string): string => terminal.say(`cli:option.${name}`);
  const host = program.command('host').description(terminal.say('cli:verb.host')).helpOption('-h, --help', option('help')).helpCommand(false);
  verb(host, 'test', 'hostTest')
    .option('--pack <pack>', option('hostPack'))
    .action(async (options) => {
      if (!(await testHosts(options, terminal))) unhealthy();
    });
  verb(host, 'pull', 'hostPull')
    .option('--pack <pack>', option('hostPack'))
    .action(async (options) => {
      if (!(await pullHosts(options, terminal))) unhealthy();
    });
}

/** Verbs that read mail logs and keep nothing. */
function addLogs(program: Command, verb: AddVerb, terminal: Terminal): void {
  const option = (name: string): string => terminal.say(`cli:option.${name}`);
  const log = program.command('log').description(terminal.say('cli:verb.log')).helpOption('-h, --help', option('help')).helpCommand(false);
  const reading = (usage: string, about: string): Command =>
    verb(log, usage, about)
      .addOption(new Option('--format <format>', option('logFormat')).choices(['auto', 'exim', 'postfix']).default('auto'))
      .option('--accounts <map>', option('accounts'))
      .option('--zone <zone>', option('zone'))
      .option('--year <year>', option('year'));
  reading('analyse <files...>', 'logAnalyse')
    .option('--follow', option('follow'))
    .action((files, options) => analyseLogs(files, options, terminal));
  reading('culprit <files...>', 'logCulprit')
    .requiredOption('--at <instant>', option('at'))
    .option('--window <duration>', option('window'), '24h')
    .action((files, options) => findCulprits(files, options, terminal));
}

function addEvidence(program: Command, verb: AddVerb, { terminal, unhealthy }: { readonly terminal: Terminal; readonly unhealthy: () => void }): void {
  const option = (name: string): string => terminal.say(`cli:option.${name}`);
  const evidence = program.command('evidence').description(terminal.say('cli:verb.evidence')).helpOption('-h, --help', option('help')).helpCommand(false);
  verb(evidence, 'export', 'evidenceExport')
    .option('--client <client>', option('client'))
    .option('--host <host>', option('host'))
    .option('--all', option('all'))
    .requiredOption('--out <file>', option('out'))
    .addOption(new Option('--language <language>', option('bundleLanguage')).choices(['en', 'fr', 'ru']))
    .option('--time-stamp', option('timeStamp'))
    .action((options) => exportEvidence(options, terminal));
  verb(evidence, 'verify <file>', 'evidenceVerify').action((file, options) => verifyEvidence(file, options, { terminal, faulty: unhealthy }));
}

/** The command line: verbs, options and their help, in the user's language. `unhealthy` hears when a check failed. */
export function commandLine(terminal: Terminal, unhealthy: () => void): Command {
  const option = (name: string): string => terminal.say(`cli:option.${name}`);
  const verb = verbAdder(terminal);
  const program = new Command('sendward').description(terminal.say('cli:about')).version(VERSION, '-V, --version', option('version'));
  program.helpOption('-h, --help', option('help')).helpCommand(false).showHelpAfterError(false);
  verb(program, 'serve', 'serve')
    .option('--port <n>', option('port'))
    .option('--open', option('open'))
    .option('--demo', option('demo'))
    .action((options) => serve(options, terminal));
  addWork(program, verb, terminal);
  addLint(program, verb, { terminal, unhealthy });
  addHosts(program, verb, { terminal, unhealthy });
  addLogs(program, verb, terminal);
  addEvidence(program, verb, { terminal, unhealthy });
  verb(program, 'backup <file>', 'backup').action((file, options) => backup(file, options, terminal));
  verb(program, 'restore <file>', 'restore').action((file, options) => restore(file, options, terminal));
  verb(program, 'doctor', 'doctor').action(async (options) => {
    if (!(await doctor(options, terminal))) unhealthy();
  });
  verb(program, 'call <operation> [json]', 'call').action((name, json, options) => callOperation({ name, json }, options, terminal));
  verb(program, 'operations', 'operations').action((options) => listOperations(options, terminal));
  return program;
}
