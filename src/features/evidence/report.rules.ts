import { originWord, RUNGS, type Rung, type ToldOnState } from '../../contract/evidence.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import type { Texts } from '../../ports/texts.ts';
import { dateTimeIn, longDate } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import type { ReportedProof } from './report.repo.ts';

/** An account as the report tells it. */
export interface ReportedAccount {
  readonly clientName: string;
  readonly mainDomain: string;
  readonly hostName: string;
  readonly inForce: number | null;
  readonly state: ToldOnState;
  readonly recordedLater: boolean;
  readonly proof: ReportedProof | null;
}

/** Everything a report is made from. */
export interface Report {
  readonly language: Language;
  readonly timeZone: string;
  readonly on: string;
  readonly madeAt: number;
  readonly by: string;
  readonly subject: { readonly kind: 'everything' } | { readonly kind: 'host' | 'client'; readonly name: string };
  readonly accounts: readonly ReportedAccount[];
  /** Of one client, every proof; null where the report is about more. */
  readonly proofs: readonly ReportedProof[] | null;
}

/** Accounts that are printed: a longer list is read by nobody on paper, and the tables hold all of them. */
export const PRINTED_ACCOUNTS = 5000;

const STATES = ['told', 'older', 'not_told', 'no_policy'] as const satisfies readonly ToldOnState[];

/** The words of a report in its language. */
class Words {
  readonly #report: Report;
  readonly #texts: Texts;
  readonly #known = new Map<string, string>();

  constructor(report: Report, texts: Texts) {
    this.#report = report;
    this.#texts = texts;
  }

  t(key: string, values: Readonly<Record<string, string | number>>): string {
    return this.#texts.t(this.#report.language, `report:${key}`, values);
  }

  /** A word without values, looked up once: a long table says the same few over and over. */
  word(key: string): string {
    const known = this.#known.get(key) ?? this.t(key, {});
    this.#known.set(key, known);
    return known;
  }

  at(epochMs: number): string {
    return dateTimeIn(epochMs, this.#report.timeZone);
  }

  day(): string {
    return longDate(this.#report.on, this.#report.language);
  }

  zone(): { readonly zone: string } {
    return { zone: this.#report.timeZone };
  }
}

export function reportTitle(report: Report, texts: Texts): string {
  const words = new Words(report, texts);
  return report.subject.kind === 'client'
    ? words.t('titleClient', { client: report.subject.name, date: words.day() })
    : words.t('title', { date: words.day() });
}

/** The report as a table, one row for each account, the first one the headings. */
export function reportTable(report: Report, texts: Texts): string[][] {
  const words = new Words(report, texts);
  const heads = ['client', 'domain', 'host', 'inForce', 'state', 'version', 'rung', 'origin', 'author', 'reply', 'happened', 'recorded', 'later'];
  return [heads.map((head) => words.t(`column.${head}`, words.zone())), ...report.accounts.map((account) => tableRow(account, words))];
}

function tableRow({ clientName, mainDomain, hostName, inForce, state, recordedLater, proof }: ReportedAccount, words: Words): string[] {
  const who = [clientName, mainDomain, hostName, inForce === null ? '' : String(inForce), words.word(`state.${state}`)];
  if (proof === null) return [...who, '', '', '', '', '', '', '', ''];
  const what = [String(proof.versionNumber), words.word(`rung.${proof.rung}`), words.word(`origin.${originWord(proof)}`), proof.author, proof.serverReply];
  return [...who, ...what, words.at(proof.happenedAt), words.at(proof.recordedAt), words.word(recordedLater ? 'wasLater' : 'wasInTime')];
}

/** The report as a document: the figures, who and how, every proof of a single client, what the degrees mean and what all this does not prove. */
export function reportBlocks(report: Report, texts: Texts): PdfBlock[] {
  const words = new Words(report, texts);
  return [
    heading(1, reportTitle(report, texts)),
    { type: 'paragraph', text: words.word('intro') },
    heading(2, words.word('facts.heading')),
    { type: 'table', head: [], rows: facts(report, words) },
    ...hostTables(report, words),
    ...proofBlocks(report, words),
    ...meaning(report, words),
    heading(2, words.word('limits.heading')),
    { type: 'list', items: limits(words) },
  ];
}

function heading(level: 1 | 2, text: string): PdfBlock {
  return { type: 'heading', level, text };
}

function facts(report: Report, words: Words): string[][] {
  const { subject, accounts, by, madeAt } = report;
  const scope = subject.kind === 'everything' ? words.word('facts.everything') : words.t(`facts.${subject.kind}`, { [subject.kind]: subject.name });
  const count = (state: ToldOnState): number => accounts.filter((account) => account.state === state).length;
  return [
    [words.word('facts.scope'), scope],
    [words.word('facts.asOf'), words.t('facts.asOfText', { date: words.day(), ...words.zone() })],
    [words.word('facts.made'), words.at(madeAt)],
    ...(by === '' ? [] : [[words.word('facts.by'), by]]),
    [words.word('facts.accounts'), String(accounts.length)],
    ...STATES.map((state) => [words.word(`state.${state}`), String(count(state))]),
  ];
}

function hostTables(report: Report, words: Words): PdfBlock[] {
  const accounts = report.accounts.slice(0, PRINTED_ACCOUNTS);
  const left = report.accounts.length - accounts.length;
  const shortened: PdfBlock[] = left === 0 ? [] : [{ type: 'callout', items: [words.t('shortened', { shown: accounts.length, left })] }];
  const hosts = [...new Set(accounts.map(({ hostName }) => hostName))].sort();
  const head = ['who', 'state', 'proof', 'when'].map((column) => words.t(`column.${column}`, words.zone()));
  const tables = hosts.flatMap((host): PdfBlock[] => {
    const rows = accounts.filter(({ hostName }) => hostName === host).map((account) => accountRow(account, words));
    return [heading(2, words.t('accounts', { host })), { type: 'table', head, rows }];
  });
  return [...shortened, ...tables];
}

function accountRow({ clientName, mainDomain, inForce, state, recordedLater, proof }: ReportedAccount, words: Words): string[] {
  const inForceText = inForce === null ? [] : [words.t('version', { number: inForce })];
  const who = [`${clientName}, ${mainDomain === '' ? words.word('noDomain') : mainDomain}`, [words.word(`state.${state}`), ...inForceText].join(', ')];
  if (proof === null) return [...who, '', ''];
  const how = [words.word(`rung.${proof.rung}`), words.t('version', { number: proof.versionNumber }), words.word(`origin.${originWord(proof)}`)];
  const said = [proof.author, proof.serverReply].filter((part) => part !== '');
  const when = `${words.at(proof.happenedAt)}, ${words.at(proof.recordedAt)}${recordedLater ? ` (${words.word('later')})` : ''}`;
  return [...who, [...how, ...said].join(', '), when];
}

function proofBlocks({ proofs }: Report, words: Words): PdfBlock[] {
  if (proofs === null) return [];
  const title = heading(2, words.word('proofs.heading'));
  if (proofs.length === 0) return [title, { type: 'paragraph', text: words.word('proofs.none') }];
  return [title, ...proofs.map((proof): PdfBlock => ({ type: 'table', head: [], rows: proofFacts(proof, words) }))];
}

function proofFacts(proof: ReportedProof, words: Words): string[][] {
  const { attachment, revoked } = proof;
  const facts: [string, string][] = [
    ['what', words.word(`rung.${proof.rung}`)],
    ['version', `${proof.hostName}, ${words.t(proof.ofReminder ? 'reminder' : 'version', { number: proof.versionNumber })}`],
    ['happened', words.at(proof.happenedAt)],
    ['recorded', words.at(proof.recordedAt)],
    ['source', words.word(`origin.${originWord(proof)}`)],
    ['domains', proof.domains.join(', ')],
    ['to', proof.to],
    ['messageId', proof.messageId],
    ['reply', proof.serverReply],
    ['author', proof.author],
    ['note', proof.note],
    ['attachment', attachment === null ? '' : `${attachment.name} (SHA-256 ${attachment.sha256})`],
    ['revoked', revoked === null ? '' : words.t('proofs.revokedText', { at: words.at(revoked.at), reason: revoked.reason })],
    ['returned', proof.returned ? words.word('proofs.returnedText') : ''],
    ['clock', proof.clockWentBack ? words.word('proofs.clockText') : ''],
  ];
  return facts.filter(([, value]) => value !== '').map(([name, value]) => [words.word(`proofs.${name}`), value]);
}

/** Only the degrees that occur are explained. */
function meaning({ accounts, proofs }: Report, words: Words): PdfBlock[] {
  const used = new Set<Rung>([...accounts.flatMap(({ proof }) => proof?.rung ?? []), ...(proofs ?? []).map(({ rung }) => rung)]);
  const rows = RUNGS.filter((rung) => used.has(rung)).map((rung) => [words.word(`rung.${rung}`), words.word(`means.${rung}`)]);
  return rows.length === 0 ? [] : [heading(2, words.word('rungs.heading')), { type: 'table', head: [], rows }];
}

function limits(words: Words): string[] {
  const plain = ['delivered', 'read', 'clock', 'complete'].map((limit) => words.word(`limits.${limit}`));
  return [...plain, words.t('limits.later', { later: words.word('later') }), words.word('limits.status')];
}
