import { z } from 'zod';
import type { TickRow } from '../../contract/acknowledgements.ts';
import { fail } from '../../contract/fail.ts';
import type { FileRef, PackId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import { instantIn, startOfDay } from '../../shared/calendar.ts';
import { unguardCell } from '../../shared/cells.ts';
import { toIso } from '../../shared/dates.ts';
import type { Language } from '../../shared/language.ts';
import { keyOfKnown, parseAddress, parseDomain } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { addEvidence } from '../evidence/index.ts';
import { type DateOrder, dateOrder, readSource } from '../imports/index.ts';
import { readSettings } from '../settings/index.ts';
import { type CoveredAccount, coveredAccounts, domainsOf } from './accounts.repo.ts';
import { plainLine } from './plain-line.rules.ts';
import { parseMoment, parseVersion, type TickField, type TickTable, tickTable, wasTicked } from './ticks.rules.ts';

const Domains = z.array(z.string());

export interface TicksInput {
  readonly fileRef: FileRef;
  readonly packId: PackId;
  readonly versionId: string;
}

/** A table of ticks, read, with what its rows are judged by. */
export interface Ticks {
  readonly table: TickTable;
  readonly order: DateOrder;
  readonly packId: string;
  readonly host: { readonly id: string };
  readonly version: { readonly id: string; readonly number: number };
  readonly versions: ReadonlyMap<number, string>;
  /** Clients with accounts in the pack, by every domain of theirs: asked of the tables it would be a look through all accounts for each row. */
  readonly clientsByDomain: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A row judged; `add` carries what would be recorded. */
export interface JudgedTick {
  readonly row: z.input<typeof TickRow>;
  readonly proof: TickProof | null;
}

interface TickProof {
  readonly clientId: string;
  readonly clientName: string;
  readonly accounts: readonly CoveredAccount[];
  readonly versionId: string;
  readonly happenedAt: number;
  readonly note: string;
}

/**
 * Reads a table of ticks. Throws `pack_not_found`, `version_not_found`, `ticks_columns_missing`, and the errors of files and spreadsheets.
 */
export async function openTicks(core: Core, input: TicksInput, signal: AbortSignal | undefined): Promise<Ticks> {
  const { packId, versionId } = input;
  const pack = await core.db.read.selectFrom('pack').select('host_id').where('id', '=', packId).executeTakeFirst();
  if (pack === undefined) throw fail('pack_not_found', {});
  const versions = await core.db.read
    .selectFrom('policy_version')
    .select(['id', 'number'])
    .where('host_id', '=', pack.host_id)
    .where('kind', '=', 'notice')
    .execute();
  const version = versions.find(({ id }) => id === versionId);
  if (version === undefined) throw fail('version_not_found', {});
  const { language } = await readSettings(core, core.db.read);
  const options = { packId, language: language ?? 'en', duplicates: 'merge', choices: {} } as const;
  const { records } = await readSource(core, { source: { fileRef: input.fileRef }, options }, signal);
  const table = tickTable(records);
  if (table.missing.length > 0) throw fail('ticks_columns_missing', { missing: missingWords(core, table, language ?? 'en') });
  const dates = table.data.map((row) => cellOf(table, row, 'tickedAt') ?? '');
  return {
    ...{ table, order: dateOrder(dates), packId, host: { id: pack.host_id }, version },
    versions: new Map(versions.map(({ id, number }) => [number, id])),
    clientsByDomain: await clientsByDomain(core.db.read, packId),
  };
}

/** What the table lacks, in the user's words. */
function missingWords({ texts }: Core, { missing }: TickTable, language: Language): string {
  return missing.map((each) => texts.t(language, `ticks:missing.${each}`)).join(', ');
}

function cellOf({ columnOf }: TickTable, row: SheetRow, field: TickField): string | undefined {
  const column = columnOf.get(field);
  return column === undefined ? undefined : unguardCell((row.cells[column] ?? '').trim());
}

interface Now {
  readonly at: number;
  readonly timeZone: string;
}

/** What a row says and what becomes of it. Blank rows give null. */
export async function judgeTick(db: ReadDb, ticks: Ticks, { record, now }: { readonly record: SheetRow; readonly now: Now }): Promise<JudgedTick | null> {
  if (record.cells.every((cell) => cell.trim() === '')) return null;
  const cell = (field: TickField): string | undefined => cellOf(ticks.table, record, field);
  const text = plainLine(record.cells.map((each) => each.trim()).join(' | '));
  const base = { line: record.line, text, clientName: '', domain: cell('domain') ?? '', tickedAt: null };
  const reject = (reason: NonNullable<TickRow['reason']>, known: object = {}): JudgedTick => ({
    row: { ...base, ...known, verdict: 'reject', reason },
    proof: null,
  });
  if (ticks.table.columnOf.has('ticked') && !wasTicked(cell('ticked'))) return reject('not_ticked');
  const when = happenedAt(cell('tickedAt') ?? '', ticks, now);
  if (typeof when === 'string') return reject(when);
  const dated = { tickedAt: toIso(when) };
  const number = parseVersion(cell('version'));
  const versionId = number === undefined ? ticks.version.id : number === null ? undefined : ticks.versions.get(number);
  if (versionId === undefined) return reject('version_unknown', dated);
  const who = await findClient(db, ticks, { number: cell('number'), email: cell('email'), domain: cell('domain') });
  if (typeof who === 'string') return reject(who, dated);
  const ip = cell('ip') ?? '';
  const note = plainLine([`#${record.line}`, ip, text].filter((part) => part !== '').join(' · '));
  const known = { ...dated, clientName: who.clientName, domain: domainsOf(who.accounts)[0] ?? base.domain };
  const proof = { ...who, versionId, happenedAt: when, note };
  if (await isRecorded(db, proof)) return { row: { ...base, ...known, verdict: 'already', reason: null }, proof: null };
  return { row: { ...base, ...known, verdict: 'add', reason: null }, proof };
}

function happenedAt(value: string, { order }: Ticks, { at, timeZone }: Now): number | 'date_missing' | 'date_wrong' | 'date_in_future' {
  if (value === '') return 'date_missing';
  const moment = parseMoment(value, order);
  if (moment === null) return 'date_wrong';
  const { date, time, offset } = moment;
  const instant = time === null ? startOfDay(date, timeZone) : offset === null ? instantIn(date, time, timeZone) : Date.parse(`${date}T${time}${offset}`);
  return instant > at ? 'date_in_future' : instant;
}

interface Named {
  readonly number: string | undefined;
  readonly email: string | undefined;
  readonly domain: string | undefined;
}

type Who = Pick<TickProof, 'clientId' | 'clientName' | 'accounts'>;

/** The one client all that the row names agree on, and the accounts it is about. */
async function findClient(db: ReadDb, ticks: Ticks, named: Named): Promise<Who | 'client_unknown' | 'account_unknown' | 'ambiguous'> {
  const found: Set<string>[] = [];
  if (named.number) found.push(await byNumber(db, named.number));
  if (named.email) found.push(await byEmail(db, named.email));
  const domain = named.domain ? (parseDomain(named.domain)?.key ?? '') : '';
  if (domain !== '') found.push(new Set(ticks.clientsByDomain.get(domain)));
  const clear = found.filter((ids) => ids.size > 0);
  const [first] = clear;
  if (first === undefined) return domain !== '' && found.length === 1 ? 'account_unknown' : 'client_unknown';
  const common = [...first].filter((id) => clear.every((ids) => ids.has(id)));
  const [clientId] = common;
  if (clientId === undefined || common.length > 1) return 'ambiguous';
  const client = await db.selectFrom('client').select('name').where('id', '=', clientId).executeTakeFirstOrThrow();
  const all = await coveredAccounts(db, { clientId, hostId: ticks.host.id, packId: ticks.packId });
  const accounts = domain === '' ? all.filter(({ status }) => status !== 'closed') : all.filter((account) => domainKeys(account).includes(domain));
  return accounts.length === 0 ? 'account_unknown' : { clientId, clientName: client.name, accounts };
}

function domainKeys({ mainDomain, otherDomains }: CoveredAccount): string[] {
  return [mainDomain, ...otherDomains].map(keyOfKnown);
}

async function byNumber(db: ReadDb, number: string): Promise<Set<string>> {
  const rows = await db.selectFrom('client').select('id').where('number', '=', number).execute();
  return new Set(rows.map(({ id }) => id));
}

async function byEmail(db: ReadDb, email: string): Promise<Set<string>> {
  const key = parseAddress(email)?.key;
  if (key === undefined) return new Set();
  const rows = await db.selectFrom('contact').select('client_id').where('email_key', '=', key).execute();
  return new Set(rows.map(({ client_id }) => client_id));
}

async function clientsByDomain(db: ReadDb, packId: string): Promise<Map<string, Set<string>>> {
  const rows = await db.selectFrom('account').select(['client_id', 'domain_key', 'other_domains']).where('pack_id', '=', packId).execute();
  const found = new Map<string, Set<string>>();
  for (const { client_id, domain_key, other_domains } of rows) {
    for (const key of [domain_key, ...Domains.parse(JSON.parse(other_domains)).map(keyOfKnown)]) found.set(key, (found.get(key) ?? new Set()).add(client_id));
  }
  return found;
}

/** Whether a tick stands already; one that was taken back does not. */
async function isRecorded(db: ReadDb, { accounts, versionId, happenedAt: at }: TickProof): Promise<boolean> {
  const rows = await db
    .selectFrom('evidence_account')
    .select('account_id')
    .where('version_id', '=', versionId)
    .where('rung', '=', 'ticked_at_order')
    .where('happened_at', '=', at)
    .where(
      'account_id',
      'in',
      accounts.map(({ id }) => id),
    )
    .where('evidence_id', 'not in', db.selectFrom('evidence_revoked').select('evidence_id'))
    .execute();
  return new Set(rows.map(({ account_id }) => account_id)).size === accounts.length;
}

/** Records a tick: the row it rests on and the address it came from stand in the note. */
export async function recordTick(
  core: Core,
  tx: WriteDb,
  { proof, ticks, author }: { readonly proof: TickProof; readonly ticks: Ticks; readonly author: string },
): Promise<void> {
  await addEvidence(core, tx, {
    clientId: proof.clientId,
    clientName: proof.clientName,
    hostId: ticks.host.id,
    versionId: proof.versionId,
    noticeId: null,
    outboxId: null,
    accountIds: proof.accounts.map(({ id }) => id),
    domains: domainsOf(proof.accounts),
    rung: 'ticked_at_order',
    origin: 'import',
    noteKind: null,
    author,
    note: proof.note,
    replyId: null,
    happenedAt: proof.happenedAt,
    serverReply: '',
    file: null,
  });
}
