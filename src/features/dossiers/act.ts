import type { DossierOutcome, DossierState } from '../../contract/dossiers.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { DossierId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { loadRecords } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { findHost } from '../hosts/index.ts';
import { readAuthor } from '../settings/index.ts';
import { admissionOf } from './admission.rules.ts';
import { askAboutSender } from './ask-names.ts';
import { type Turn, tellCases } from './cases.ts';
import { type DossierChange, findDossier, insertDossier, openCopyOf, setRemoved, updateDossier } from './dossiers.repo.ts';
import { copyFiles, findFile, forgetFiles, insertFile, removeItemFile, restoreItemFile } from './files.repo.ts';
import { addEntry, type NewEntry } from './history.repo.ts';
import { completeness } from './items.rules.ts';
import { stateOf } from './state.rules.ts';
import { takeFile } from './take-file.ts';
import { type OpenedDossier, openDossier, todayOf } from './view.ts';

type Own = Handlers<Contract['dossiers']>;
type Input<K extends keyof Own> = Parameters<Own[K]>[0];

/** Files that were taken away can be brought back for so long, in milliseconds. */
const KEPT_MS = DAY_MS;

const EMPTY_FIELDS = {
  ...{ account: '', ipAddress: '', sendingAddress: '', dkimSelector: '', kinds: [], perDay: null, peak: null },
  ...{ consentWording: '', consentAt: 'subscription' as const, unsubscribeUrl: '', contactHours: '' },
};

/** What an act changes of a dossier, and the line it leaves in its history. */
interface Act {
  readonly change?: DossierChange;
  readonly entry?: Pick<NewEntry, 'what' | 'text'>;
}

interface Doing {
  readonly id: string;
  /** States in which it may be done. */
  readonly when: readonly DossierState[];
  readonly work: (tx: WriteDb, found: OpenedDossier, author: string) => Promise<Act>;
}

const OPEN: readonly DossierState[] = ['draft', 'complete'];

function stateOfFound({ stored, items }: OpenedDossier): DossierState {
  return stateOf({ missing: completeness(items).missing.length, ...stored });
}

/** Does something to a dossier in one transaction. Throws `dossier_not_found`, `dossier_wrong_state`, and what `work` throws. */
async function act(core: Core, { id, when, work }: Doing): Promise<void> {
  const at = core.clock.now();
  await core.db.write(async (tx) => {
    const found = await openDossier(core, tx, id);
    if (!when.includes(stateOfFound(found))) throw fail('dossier_wrong_state', {});
    const author = await readAuthor(core, tx);
    const { change = {}, entry } = await work(tx, found, author);
    await updateDossier(tx, { id, at }, change);
    if (entry !== undefined) await addEntry(tx, id, { ...entry, at, author });
  });
  core.changed('dossiers');
}

/** Begins a dossier. Throws `host_not_found`, `client_not_found`, `dossier_not_admitted`, `dossier_rule_unknown`; then nothing is there. */
export async function create(core: Core, { hostId, clientId, server }: Input<'create'>): Promise<string> {
  const id = DossierId.parse(core.ids.next());
  const at = core.clock.now();
  await core.db.write(async (tx) => {
    await requireAdmission(tx, hostId, server);
    const client = (await loadRecords(tx, [clientId]))[0];
    if (client === undefined) throw fail('client_not_found', {});
    const { name } = await tx.selectFrom('client').select('name').where('id', '=', clientId).executeTakeFirstOrThrow();
    await insertDossier(tx, { id, hostId, clientId, clientName: name, server, fields: EMPTY_FIELDS, renewalOf: null }, at);
    await addEntry(tx, id, { at, author: await readAuthor(core, tx), what: 'opened', text: '' });
  });
  core.changed('dossiers');
  return id;
}

async function requireAdmission(tx: WriteDb, hostId: string, server: Input<'create'>['server']): Promise<void> {
  const { name, rules } = await findHost(tx, hostId);
  const { verdict } = admissionOf(rules, server);
  if (verdict === 'refused') throw fail('dossier_not_admitted', { host: name });
  if (verdict === 'unknown') throw fail('dossier_rule_unknown', { host: name });
}

/** Changes what is typed in. Throws what `act` throws. */
export async function update(core: Core, { id, fields }: Input<'update'>): Promise<void> {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  await act(core, { id, when: OPEN, work: async (_tx, { stored }) => ({ change: { fields: { ...stored.fields, ...given } } }) });
}

/** Writes down that a person confirmed a point, or took it back. Throws what `act` throws. */
export async function tick(core: Core, { id, tick: which, on }: Input<'tick'>): Promise<void> {
  await act(core, {
    id,
    when: OPEN,
    work: async (_tx, { stored }, author) => {
      const { [which]: _, ...others } = stored.ticks;
      return { change: { ticks: on ? { ...others, [which]: { on: todayOf(core), author } } : others } };
    },
  });
}

/** Says that an item is not needed and why, or that it is. Throws what `act` throws. */
export async function need(core: Core, { id, item, reason }: Input<'need'>): Promise<void> {
  await act(core, {
    id,
    when: OPEN,
    work: async (_tx, { stored }) => {
      const { [item]: _, ...others } = stored.unneeded;
      const unneeded = reason === null ? others : { ...others, [item]: reason };
      return { change: { unneeded }, entry: { what: reason === null ? 'needed' : 'not_needed', text: reason === null ? item : `${item}: ${reason}` } };
    },
  });
}

/** Takes a file in. Throws what `takeFile` and `act` throw. */
export async function addFile(core: Core, { id, item, fileRef }: Input<'addFile'>): Promise<void> {
  const taken = await takeFile(core, await findDossier(core.db.read, id), { item, fileRef });
  await act(core, {
    id,
    when: OPEN,
    work: async (tx, _found, addedBy) => {
      await forgetFiles(tx, core.clock.now() - KEPT_MS);
      await removeItemFile(tx, { dossierId: id, item, at: core.clock.now() });
      await insertFile(tx, { ...taken, addedBy });
      return { entry: { what: 'file', text: taken.name } };
    },
  });
}

/** Takes a file away. Throws `dossier_file_not_found` and what `act` throws. */
export async function removeFile(core: Core, { id, fileId }: Input<'removeFile'>): Promise<void> {
  await act(core, {
    id,
    when: OPEN,
    work: async (tx, { files }) => {
      const file = files.find((each) => each.id === fileId);
      if (file === undefined) throw fail('dossier_file_not_found', {});
      await removeItemFile(tx, { dossierId: id, item: file.item, at: core.clock.now() });
      return { entry: { what: 'removed', text: file.name } };
    },
  });
}

/** Brings a file back that was taken away or replaced. Throws `dossier_file_not_found` and what `act` throws. */
export async function restoreFile(core: Core, { id, fileId }: Input<'restoreFile'>): Promise<void> {
  await act(core, {
    id,
    when: OPEN,
    work: async (tx) => {
      const { item, name } = await findFile(tx, id, fileId);
      await removeItemFile(tx, { dossierId: id, item, at: core.clock.now() });
      await restoreItemFile(tx, fileId);
      return { entry: { what: 'file', text: name } };
    },
  });
}

/** Asks name servers and keeps what they said. Throws `dossier_sender_missing` and what `act` throws. */
export async function askNames(core: Core, { id }: Input<'askNames'>, signal: AbortSignal | undefined): Promise<void> {
  const before = await openDossier(core, core.db.read, id);
  if (!OPEN.includes(stateOfFound(before))) throw fail('dossier_wrong_state', {});
  const technical = await askAboutSender(core, before, signal);
  await act(core, {
    id,
    when: OPEN,
    work: async () => ({ change: { technical }, entry: { what: 'asked', text: `${technical.domain}, ${technical.ipAddress}` } }),
  });
}

/** Says that a complete dossier was handed in. Throws `dossier_incomplete`, `date_in_future` and what `act` throws. */
export async function give(core: Core, { id, given }: Input<'give'>): Promise<void> {
  if (given.on > todayOf(core)) throw fail('date_in_future', {});
  await act(core, {
    id,
    when: OPEN,
    work: async (tx, { stored, items }) => {
      const { missing } = completeness(items);
      if (missing.length > 0) throw fail('dossier_incomplete', { count: missing.length });
      await tellCases(core, tx, { dossier: stored, key: 'dossier_given', state: 'waiting' });
      return { change: { given }, entry: { what: 'given', text: [given.on, given.channel, given.ticket].filter((part) => part !== '').join(', ') } };
    },
  });
  core.changed('incidents');
}

function outcomeText(outcome: DossierOutcome): string {
  return outcome.kind === 'refused' ? outcome.reason : `${outcome.scope} (${outcome.from} – ${outcome.until ?? '…'})`;
}

/** Writes down what the host answered. Throws `date_in_future`, `dossier_dates` and what `act` throws. */
export async function answer(core: Core, { id, outcome }: Input<'answer'>): Promise<void> {
  if (outcome.on > todayOf(core)) throw fail('date_in_future', {});
  if (outcome.kind === 'granted' && outcome.until !== null && outcome.until < outcome.from) throw fail('dossier_dates', {});
  const turn: Omit<Turn, 'dossier'> =
    outcome.kind === 'granted'
      ? { key: 'dossier_granted', state: 'done', text: outcome.scope }
      : { key: 'dossier_refused', state: 'open', text: outcome.reason };
  await act(core, {
    id,
    when: ['given'],
    work: async (tx, { stored }) => {
      await tellCases(core, tx, { dossier: stored, ...turn });
      return { change: { outcome }, entry: { what: outcome.kind, text: outcomeText(outcome) } };
    },
  });
  core.changed('incidents');
}

/** Takes back the answer, or that it was handed in. Throws what `act` throws. */
export async function takeBack(core: Core, { id }: Input<'takeBack'>): Promise<void> {
  await act(core, {
    id,
    when: ['given', 'granted', 'refused'],
    work: async (tx, { stored }) => {
      await tellCases(core, tx, { dossier: stored, key: 'dossier_taken_back', state: stored.outcome === null ? 'open' : 'waiting' });
      return { change: stored.outcome === null ? { given: null } : { outcome: null }, entry: { what: 'taken_back', text: '' } };
    },
  });
  core.changed('incidents');
}

/** A dossier made from another one; the one there is, where it was made before and not handed in yet. Throws `dossier_not_found`, `dossier_not_admitted`, `dossier_rule_unknown`. */
export async function copy(core: Core, { id: from }: Input<'copy'>): Promise<string> {
  const id = DossierId.parse(core.ids.next());
  const at = core.clock.now();
  const copied = await core.db.write(async (tx) => {
    const before = await openCopyOf(tx, from);
    if (before !== undefined) return before;
    const stored = await findDossier(tx, from);
    await requireAdmission(tx, stored.hostId, stored.server);
    await insertDossier(tx, { ...stored, id, renewalOf: from }, at);
    await copyFiles(tx, { from, to: id, ids: () => core.ids.next() });
    await addEntry(tx, id, { at, author: await readAuthor(core, tx), what: 'copied', text: '' });
    return id;
  });
  core.changed('dossiers');
  return copied;
}

/** Takes away what was not handed in. Throws what `act` throws. */
export async function remove(core: Core, { id }: Input<'remove'>): Promise<void> {
  await act(core, {
    id,
    when: OPEN,
    work: async (tx) => {
      await setRemoved(tx, id, core.clock.now());
      return {};
    },
  });
}

/** Brings back what was taken away. Throws `dossier_not_found`. */
export async function restore(core: Core, { id }: Input<'restore'>): Promise<void> {
  await core.db.write(async (tx) => {
    await findDossier(tx, id, { removed: true });
    await setRemoved(tx, id, null);
  });
  core.changed('dossiers');
}
