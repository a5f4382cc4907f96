import type { z } from 'zod';
import { readReport } from '../../connectors/registry.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { HostMail, HostMailGap, HostMailTopic } from '../../contract/host-mails.ts';
import { PackId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { toIso } from '../../shared/dates.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { accountsNamed, type NamedAccount, packsOf, watchedAmong } from './accounts.repo.ts';
import { NO_CASE } from './decide.rules.ts';
import { type Draft, draftOf, ownSubject } from './draft.rules.ts';
import type { HostWords } from './forwarded.rules.ts';
import { type ListedAccount, listedIn } from './listed.rules.ts';
import { domainsIn, ipsIn, loginsIn } from './names.rules.ts';
import { openHostMail } from './put-in.ts';
import { withoutCause } from './topic.rules.ts';
import { wantedIn } from './wanted.rules.ts';
import { type Judged, judge, LEGIBLE, momentSaid, type ReadBy, readBy, type SaidMoment } from './when.ts';

type Read = Handlers<Contract['hostMails']>['read'];
type View = z.input<typeof HostMail>;

const SUBJECT = 300;
const PASSAGE = 600;
const MOST_WORDS = 200;
/** Reads a mail of the host, or a text out of it, and keeps nothing of it. Throws `pack_not_found` and what `openHostMail` throws. */
export async function readHostMail(core: Core, { source, packId }: Parameters<Read>[0], signal: AbortSignal | undefined): ReturnType<Read> {
  const packIds = await packsOf(core.db.read, packId);
  if (packId !== undefined && packIds.length === 0) throw fail('pack_not_found', {});
  const { words, machine } = await openHostMail(core, source, signal);
  return await viewOf(core, { words, ...judge(core, { words, machine }), packIds });
}

interface Found extends Judged {
  readonly words: HostWords;
  readonly packIds: readonly string[];
}

async function viewOf(core: Core, { words, sentences, decision, packIds }: Found): Promise<View> {
  const db = core.db.read;
  const text = words.text.slice(0, LEGIBLE);
  const whole = `${words.subject}\n${text}`;
  const report = rowsOf(core, words);
  const listed = listedIn(text);
  const reasons = new Map(listed.map(({ word, reason }) => [word.toLowerCase(), reason]));
  const named = namesIn(whole, words, [...report, ...listed.map(({ word }) => nameOf(word))]);
  const all = await accountsNamed(db, packIds, { ...named, reasons });
  const accounts = stoppedOf(all, { listed, decision });
  const watched = await watchedAmong(db, ipsIn(whole).slice(0, MOST_WORDS));
  const owner = onlyPack([...accounts.map((one) => one.packId), ...watched.flatMap((one) => one.packId ?? [])]) ?? onlyPack(packIds);
  const by = await readBy(core, words, owner);
  const when = whenOf(core, { words, sentences, decision, by });
  const draft = draftOf({
    ...{ decision, sentences, subjectLine: words.subject, text, host: hostOf(words) },
    ...{ reported: report.find((row) => row.text !== '')?.text ?? '', account: accountIn(accounts, report), isAlone: accounts.length < 2, watched },
    ownDomains: accounts.filter(({ by }) => by === 'domain').map(({ word }) => word),
  });
  const wanted = wantedBy(core, words, by);
  const said = { from: singleLine(words.from), mailSubject: clip(singleLine(words.subject), SUBJECT), text: clip(words.text.trim(), LEGIBLE), ...wanted.facts };
  const packId = owner === null ? null : PackId.parse(owner);
  const { topic, also } = decision;
  if (NO_CASE.includes(topic)) return { ...NOTHING, ...said, ...draft, topic, packId, ...dated(when), passages: [...draft.passages], gaps: [] };
  return {
    ...said,
    topic,
    also: [...also],
    kind: draft.kind,
    subject: draft.subject,
    packId,
    concerned: accounts.map((account) =>
      concernedBy(account, owner === null || accounts.length < 2 ? null : { subject: draft.subject, all, reported: report }),
    ),
    unmatched: unmatched(report, accounts),
    ...dated(when),
    passages: [...draft.passages, ...wanted.passages, ...(when.words === '' ? [] : [{ says: 'date' as const, text: when.words }])],
    gaps: [...draft.gaps, ...gapsOf({ topic, hasPack: owner !== null, hasAccount: accounts.length > 0, hasDate: when.words !== '' })],
  };
}

/** The account it is about by its name, also where nobody here has it; '' = it names none. */
const accountIn = ([first]: readonly NamedAccount[], report: Rows): string =>
  first?.word ?? report.map(({ login, domain }) => login || domain).find((one) => one !== '') ?? '';

/** Somebody it is about; of several (`all` = those that it names) each with a case of his own. */
function concernedBy(
  { words, ...account }: NamedAccount,
  several: { readonly subject: Draft['subject']; readonly all: readonly NamedAccount[]; readonly reported: Rows } | null,
): View['concerned'][number] {
  if (several === null) return { ...account, subject: null };
  const others = several.all.filter(({ by, word, packId }) => by !== account.by || word !== account.word || packId !== account.packId);
  const isOwn = ({ login, domain }: Rows[number]): boolean => words.includes(login) || words.includes(domain);
  const own = several.reported.filter(isOwn).map(({ text }) => text);
  const reported = several.reported.filter((row) => !isOwn(row) && !own.includes(row.text)).map(({ text }) => text);
  const reasons = [...others.map(({ reason }) => reason), ...reported];
  return { ...account, subject: ownSubject(several.subject, { ...account, others: { reasons, words: others.flatMap((other) => other.words) } }) };
}

/**
 * Accounts that the mail says were stopped, in a sentence that says so, in a list under such a line, or with a label: whoever is only mentioned has nothing to do with it.
 * Where it says so of none, all that it names, and a person decides.
 */
function stoppedOf(
  accounts: readonly NamedAccount[],
  { listed, decision }: { readonly listed: readonly ListedAccount[]; readonly decision: Judged['decision'] },
): readonly NamedAccount[] {
  const inLists = new Set(listed.filter(({ isStopped }) => isStopped).map(({ word }) => word.toLowerCase()));
  const said = decision.says.flatMap(({ text }) =>
    withoutCause(text)
      .toLowerCase()
      .split(/[^\p{L}\p{N}_.@-]+|[.](?=\s|$)/u),
  );
  const stopped = accounts.filter(({ word }) => inLists.has(word.toLowerCase()) || said.includes(word.toLowerCase()));
  return stopped.length === 0 ? accounts : stopped;
}

/** What is no case names nobody. */
const NOTHING = { also: [], concerned: [], unmatched: [] };

interface Telling extends Judged {
  readonly words: HostWords;
  readonly by: ReadBy;
}

interface When {
  readonly at: string | null;
  readonly words: string;
  readonly by: SaidMoment['by'];
  readonly zone: string;
}

/** When it happened: what the sentence says, else what the mail says anywhere, else when it was written. */
function whenOf(core: Core, told: Telling): When {
  const { words, by } = told;
  const moment = momentSaid(core, told);
  const at = moment?.at ?? words.at;
  return { at: at === null || at > core.clock.now() ? null : toIso(at), words: moment?.words ?? '', by: moment?.by ?? by.of, zone: by.zone };
}

const dated = ({ at, words, by, zone }: When): Pick<View, 'occurredAt' | 'datedBy' | 'clock'> => ({
  occurredAt: at,
  datedBy: at === null ? null : words === '' ? 'mail' : 'words',
  clock: { of: by, zone },
});

/** Under which number, and by which day, the host wants an answer. */
function wantedBy(core: Core, words: HostWords, { zone }: ReadBy) {
  const [told, frame] = [
    { ...words, text: words.text.slice(0, LEGIBLE) },
    { zone, at: words.at ?? core.clock.now() },
  ];
  const { sentence, ...facts } = wantedIn(told, frame);
  return { facts, passages: sentence === '' ? [] : [{ says: 'answer_by' as const, text: clip(sentence, PASSAGE) }] };
}

const hostOf = ({ from }: HostWords): string => from.split('@').at(-1)?.toLowerCase() ?? '';

type Rows = NonNullable<ReturnType<typeof readReport>>['rows'];

function rowsOf(core: Core, { text, ...mail }: HostWords): Rows {
  const source = { name: '', text, cells: null, mail: { ...mail, parts: [] }, kind: null, zone: core.clock.timeZone(), now: core.clock.now() };
  const report = readReport(source);
  return report === null || report.kind === 'panel_table' ? [] : report.rows;
}

/** What has a dot is looked for as a domain as well. */
const nameOf = (word: string) => ({ login: word, domain: word.includes('.') ? word.toLowerCase() : '' });

function namesIn(whole: string, mail: HostWords, report: readonly { readonly login: string; readonly domain: string }[]) {
  const words = (some: readonly string[]) => [...new Set(some.filter((one) => one !== ''))].slice(0, MOST_WORDS);
  return {
    logins: words([...report.map(({ login }) => login), ...loginsIn(whole)]),
    domains: words([...report.map(({ domain }) => domain), ...domainsIn(whole, hostOf(mail))]),
  };
}

function onlyPack(packIds: readonly string[]): string | null {
  const [only] = packIds;
  return only !== undefined && new Set(packIds).size === 1 ? only : null;
}

/** Accounts that are named as such, and that nobody here has. */
function unmatched(report: Rows, accounts: readonly NamedAccount[]): string[] {
  if (accounts.length > 0) return [];
  return [...new Set(report.flatMap(({ login, domain }) => [login, domain]).filter((one) => one !== ''))];
}

/** Topics that are about somebody. */
const ABOUT_SOMEBODY: readonly HostMailTopic[] = ['suspended_account', 'blocked_account', 'blocked_script', 'limit_reached'];

interface Has {
  readonly topic: HostMailTopic;
  readonly hasPack: boolean;
  readonly hasAccount: boolean;
  readonly hasDate: boolean;
}

function gapsOf({ topic, hasPack, hasAccount, hasDate }: Has): HostMailGap[] {
  return [
    ...(hasPack ? [] : (['pack'] as const)),
    ...(hasAccount || !ABOUT_SOMEBODY.includes(topic) ? [] : (['account'] as const)),
    ...(hasDate ? [] : (['date'] as const)),
  ];
}
