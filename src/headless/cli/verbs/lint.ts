import { readFile } from 'node:fs/promises';
import { nodeDns } from '../../../adapters/dns.ts';
import { nodemailerFormat } from '../../../adapters/mail-format.ts';
import {
  askNames,
  hostRecipients,
  lintMail,
  type MailVerdict,
  type MaxRecipients,
  NOTHING_KNOWN,
  presetRecipients,
  type Question,
} from '../../../app/lint-file.ts';
import type { Finding } from '../../../contract/checks.ts';
import { MAIL_RULES, type MailRule, mendKey } from '../../../shared/checks.ts';
import { fold } from '../../../shared/text.ts';
import { UsageError } from '../failure.ts';
import { answer, type CommonOptions, type Terminal, withClient } from '../session.ts';

/** Who is told the answer, and who hears that a requirement is broken. */
interface Hearing {
  readonly terminal: Terminal;
  readonly faulty: () => void;
}

interface LintCommand extends CommonOptions {
  readonly rules?: readonly string[];
  readonly domain?: readonly string[];
  readonly country?: readonly string[];
  readonly purpose?: 'marketing' | 'service';
  readonly bulk?: boolean;
  /** True for the name servers of the system. */
  readonly dns?: string | true;
}

/** How long a name server may take to answer. */
const PATIENCE_MS = 5000;

/** Which rules are shown, and whose limits count. */
interface Chosen {
  readonly shown: readonly MailRule[];
  readonly maxRecipients: MaxRecipients;
}

/** `sendward lint FILE.eml`: every rule on one mail. Keeps nothing; name servers are asked with `--dns` only. `faulty` hears when a required rule that was asked for is broken. */
export async function lintFile(file: string, options: LintCommand, { terminal, faulty }: Hearing): Promise<void> {
  const { shown, maxRecipients } = await chosen(options, terminal);
  const question: Question = {
    ...NOTHING_KNOWN,
    purpose: options.purpose,
    bulk: options.bulk === true,
    countries: (options.country ?? []).map((country) => country.toUpperCase()),
    domains: (options.domain ?? []).map((domain) => domain.trim().toLowerCase()),
    maxRecipients,
  };
  const check = await checked({ name: file, bytes: await contentOf(file, terminal) }, question, options);
  const findings = check.findings.filter(({ id }) => shown.includes(id));
  answer(terminal, options, { document: documentOf(check, findings, terminal), words: wordsOf(check, findings, terminal) });
  if (findings.some(({ outcome, severity }) => outcome === 'fail' && severity === 'E')) faulty();
}

/** Asks name servers only where the command says so. */
async function checked(file: { readonly name: string; readonly bytes: Uint8Array }, question: Question, { dns: servers }: LintCommand): Promise<MailVerdict> {
  if (servers === undefined) return await lintMail({ mail: nodemailerFormat }, file, question);
  const dns = nodeDns.open({ servers: servers === true ? null : servers.split(','), timeoutMs: PATIENCE_MS });
  try {
    return await lintMail({ mail: nodemailerFormat, askElsewhere: (sample) => askNames(dns, sample) }, file, question);
  } finally {
    dns.close();
  }
}

async function contentOf(file: string, terminal: Terminal): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(terminal.say('cli:cannotRead', { file }), { cause: error });
  }
}

/** `--rules` names rules of this check, a preset of host's rules, or a host of the data folder. */
async function chosen(options: LintCommand, terminal: Terminal): Promise<Chosen> {
  const named = (options.rules ?? []).flatMap((each) => each.split(',')).map((each) => each.trim());
  const shown: MailRule[] = [];
  let maxRecipients: MaxRecipients = null;
  for (const name of named) {
    const rule = MAIL_RULES.find((id) => id === name.toUpperCase());
    if (rule !== undefined) shown.push(rule);
    else maxRecipients = presetRecipients(name) ?? (presetRecipients(name) === null ? null : await ofHost(name, options, terminal));
  }
  return { shown: shown.length === 0 ? MAIL_RULES : shown, maxRecipients };
}

async function ofHost(name: string, options: LintCommand, terminal: Terminal): Promise<MaxRecipients> {
  const unknown = new UsageError(terminal.say('cli:usageUnknown', { name: `--rules ${name}` }));
  if (options.data === undefined) throw unknown;
  const hosts = await withClient(options, (client) => client.hosts.list({}));
  const host = hosts.find((each) => each.id === name || fold(each.name) === fold(name));
  if (host === undefined) throw unknown;
  return hostRecipients(host);
}

function sentence({ found, facts, id }: Finding, { say }: Terminal): string {
  return found === 'question' ? say(`checks:question.${id}`) : say(`checks:found.${found}`, facts);
}

function documentOf(check: Pick<MailVerdict, 'purpose' | 'purposeFrom'>, findings: readonly Finding[], terminal: Terminal): object {
  return {
    ok: true,
    purpose: check.purpose,
    purposeFrom: check.purposeFrom,
    findings: findings.map((finding) => ({
      id: finding.id,
      outcome: finding.outcome,
      severity: finding.severity,
      scope: finding.scope,
      message: sentence(finding, terminal),
      code: finding.found,
      evidence: finding.evidence,
      ...(finding.outcome === 'fail' && { mend: terminal.say(`checks:${mendKey(finding)}`) }),
    })),
  };
}

const ORDER = ['fail', 'unknown', 'pass'] as const;

function wordsOf(check: Pick<MailVerdict, 'subject' | 'purpose'>, findings: readonly Finding[], terminal: Terminal): string[] {
  const { say } = terminal;
  const groups = ORDER.flatMap((outcome) => {
    const group = findings.filter((finding) => finding.outcome === outcome);
    return group.length === 0 ? [] : ['', say(`cli:lint.${outcome}`), ...group.flatMap((finding) => linesOf(finding, terminal))];
  });
  return [`${check.subject}\t${say(`cli:lint.${check.purpose}`)}`, ...groups];
}

function linesOf(finding: Finding, terminal: Terminal): string[] {
  const { say } = terminal;
  const mark = finding.outcome === 'fail' ? [say(`cli:lint.severity.${finding.severity}`)] : [];
  const head = `  ${[finding.id, ...mark, `${say(`checks:rule.${finding.id}`)}: ${sentence(finding, terminal)}`].join('\t')}`;
  if (finding.outcome !== 'fail') return [head];
  return [head, ...(finding.evidence === '' ? [] : [`\t${finding.evidence}`]), `\t→ ${say(`checks:${mendKey(finding)}`)}`];
}
