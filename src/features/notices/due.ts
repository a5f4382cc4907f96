import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import type { DueRow } from '../../contract/notices.ts';
import { dateIn, daysBetween } from '../../shared/calendar.ts';
import { fold } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { blockOf, type Desk, isBlocked, languageOf, missingFor, openDesk } from './compose.ts';
import { loadRecipients, type Recipient } from './recipients.repo.ts';
import { domainsOf } from './values.rules.ts';

/** Someone due, the version he is due, and what he lacks. */
interface Due {
  readonly recipient: Recipient;
  readonly version: Awaited<ReturnType<Desk['version']>>;
  readonly missing: readonly MergeField[];
}

async function allDue(desk: Desk): Promise<Due[]> {
  const recipients = await loadRecipients(desk.core.db.read, { dueOnly: true, now: desk.core.clock.now() });
  const due: Due[] = [];
  for (const recipient of recipients) {
    if (recipient.versionId === null) continue;
    const version = await desk.version(recipient.versionId);
    due.push({ recipient, version, missing: missingFor(desk, recipient, version) });
  }
  return due;
}

function dueRow({ recipient, version, missing }: Due, today: string, timeZone: string): DueRow {
  const { client, contact, host, accounts } = recipient;
  const oldest = Math.min(...accounts.map((account) => account.createdAt));
  return {
    clientId: client.id,
    clientName: client.name,
    contactId: contact?.id ?? null,
    email: contact?.email ?? '',
    language: languageOf(recipient),
    versionId: version.id,
    versionNumber: version.number,
    hostName: host.name,
    domains: domainsOf(recipient),
    missing: [...missing],
    ...blockOf(recipient),
    waitingDays: Math.max(0, daysBetween(dateIn(oldest, timeZone), today)),
  };
}

function isReady({ recipient, missing }: Due): boolean {
  return missing.length === 0 && !isBlocked(recipient);
}

/** Who should get a notice and has not, with what keeps some from getting it. */
export async function listDue(core: Core, input: Parameters<Handlers<Contract['notices']>['due']>[0]): ReturnType<Handlers<Contract['notices']>['due']> {
  const desk = await openDesk(core);
  const wanted = fold(input.search);
  const found = (await allDue(desk)).filter(({ recipient }) => wanted === '' || searchText(recipient).includes(wanted));
  const blocked = found.filter((due) => !isReady(due));
  const ready = found.filter(isReady);
  const shown = input.only === 'ready' ? ready : input.only === 'blocked' ? blocked : found;
  return {
    total: shown.length,
    ready: ready.length,
    blocked: blocked.length,
    rows: shown.slice(input.offset, input.offset + input.limit).map((due) => dueRow(due, desk.issuedOn, core.clock.timeZone())),
  };
}

function searchText(recipient: Recipient): string {
  return fold([recipient.client.searchKey, recipient.client.name, recipient.contact?.email ?? '', recipient.host.name, ...domainsOf(recipient)].join(' '));
}
