import type { z } from 'zod';
import type { TickField, TickRow } from '../../contract/acknowledgements.ts';
import { fail } from '../../contract/fail.ts';
import type { FileRef, PackId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import { instantIn, startOfDay } from '../../shared/calendar.ts';
import { unguardCell } from '../../shared/cells.ts';
import { toIso } from '../../shared/dates.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { addEvidence } from '../evidence/index.ts';
import { type DateOrder, dateOrder, readSource } from '../imports/index.ts';
import { readSettings } from '../settings/index.ts';
import { type CoveredAccount, domainsOf } from './accounts.repo.ts';
import { plainLine } from './plain-line.rules.ts';
import { findTickedClient, placesOfDomains, type Surroundings } from './ticked-client.ts';
import { parseMoment, parseVersion, saysTicked, type TickTable, tickTable, wasTicked } from './ticks.rules.ts';

export interface TicksInput {
  readonly fileRef: FileRef;
  readonly packId: PackId;
  readonly versionId: string;
  /** The user's word that every row is a tick, for a table that does not say so. */
  readonly everyRowTicked: boolean;
}

/** A table of ticks, read, with what its rows are judged by. */
export interface Ticks extends Surroundings {
  readonly table: TickTable;
  readonly order: DateOrder;
  readonly version: { readonly id: string; readonly number: number };
  readonly versions: ReadonlyMap<number, string>;
  readonly everyRowTicked: boolean;
  /** Written into each proof that rests on the user's word; empty when the table itself says who ticked. */
  readonly statement: string;
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
  const { everyRowTicked } = input;
  const dates = table.data.flatMap((row) => [cellOf(table, row, 'tickedAt') ?? '', cellOf(table, row, 'orderedAt') ?? '']);
  return {
    ...{ table, order: dateOrder(dates), packId, host: { id: pack.host_id }, version, everyRowTicked },
    statement: everyRowTicked && !saysTicked(table) ? core.texts.t(language ?? 'en', 'ticks:everyRowTicked') : '',
    versions: new Map(versions.map(({ id, number }) => [number, id])),
    places: await placesOfDomains(core.db.read),
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
  const base = { line: record.line, text, clientName: '', packName: '', domain: cell('domain') ?? '', tickedAt: null };
  const reject = (reason: NonNullable<TickRow['reason']>, known: object = {}): JudgedTick => ({
    row: { ...base, ...known, verdict: 'reject', reason },
    proof: null,
  });
  if (!isTicked(ticks, cell)) return reject('not_ticked');
  const when = happenedAt(cell('tickedAt') || cell('orderedAt') || '', ticks, now);
  if (typeof when === 'string') return reject(when);
  const dated = { tickedAt: toIso(when) };
  const number = parseVersion(cell('version'));
  const versionId = number === undefined ? ticks.version.id : number === null ? undefined : ticks.versions.get(number);
  if (versionId === undefined) return reject('version_unknown', dated);
  const who = await findTickedClient(db, ticks, { number: cell('number'), email: cell('email'), domain: cell('domain') });
  if ('reason' in who) {
    const { reason, ...known } = who;
    return reject(reason, { ...dated, ...known });
  }
  const ip = cell('ip') ?? '';
  const note = plainLine([`#${record.line}`, ticks.statement, ip, text].filter((part) => part !== '').join(' · '));
  const known = { ...dated, clientName: who.clientName, domain: domainsOf(who.accounts)[0] ?? base.domain };
  const proof = { ...who, versionId, happenedAt: when, note };
  if (await isRecorded(db, proof)) return { row: { ...base, ...known, verdict: 'already', reason: null }, proof: null };
  return { row: { ...base, ...known, verdict: 'add', reason: null }, proof };
}

/** Whether the box was ticked: by the column for it, by a date of ticking, or by the user's word for all rows. */
function isTicked({ table: { columnOf }, everyRowTicked }: Ticks, cell: (field: TickField) => string | undefined): boolean {
  if (columnOf.has('ticked')) return wasTicked(cell('ticked'));
  if (columnOf.has('tickedAt')) return cell('tickedAt') !== '' || !columnOf.has('orderedAt');
  return everyRowTicked;
}

function happenedAt(value: string, { order }: Ticks, { at, timeZone }: Now): number | 'date_missing' | 'date_wrong' | 'date_in_future' {
  if (value === '') return 'date_missing';
  const moment = parseMoment(value, order);
  if (moment === null) return 'date_wrong';
  const { date, time, offset } = moment;
  const instant = time === null ? startOfDay(date, timeZone) : offset === null ? instantIn(date, time, timeZone) : Date.parse(`${date}T${time}${offset}`);
  return instant > at ? 'date_in_future' : instant;
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
