import type { z } from 'zod';
import { type Dossier, DossierRow } from '../../contract/dossiers.ts';
import { DossierId } from '../../contract/ids.ts';
import type { RulePack } from '../../contract/rule-pack.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { findHost, known } from '../hosts/index.ts';
import { isSenderComplete, readSettings } from '../settings/index.ts';
import { findDossier, listDossiers, type StoredDossier } from './dossiers.repo.ts';
import { filesOf } from './files.repo.ts';
import { historyOf } from './history.repo.ts';
import { completeness, type DossierFacts, itemsOf, type KeptFile } from './items.rules.ts';
import { expiryOf, stateOf } from './state.rules.ts';

/** A dossier with what its host asks for, who asks, and its files. */
export interface OpenedDossier {
  readonly stored: StoredDossier;
  readonly rules: RulePack;
  readonly files: readonly KeptFile[];
  readonly items: z.infer<typeof Dossier>['items'];
  readonly hostLanguage: Language;
}

/** The day it is where the reseller works. */
export function todayOf({ clock }: Core): string {
  return dateIn(clock.now(), clock.timeZone());
}

/** Languages the host reads, by its rules, that there are texts in. */
export function languagesOfHost({ languages }: Pick<RulePack, 'languages'>): Language[] {
  return (known(languages) ?? []).flatMap((each) => LANGUAGES.filter((language) => language === each));
}

async function opened(core: Core, db: ReadDb, all: readonly StoredDossier[]): Promise<OpenedDossier[]> {
  const { sender, language } = await readSettings(core, db);
  const files = await filesOf(
    db,
    all.map(({ id }) => id),
  );
  const found: OpenedDossier[] = [];
  for (const stored of all) {
    const { rules } = await findHost(db, stored.hostId);
    const own = files.get(stored.id) ?? [];
    const facts: DossierFacts = { ...stored, files: own, asked: known(rules.whitelist)?.evidence ?? [], senderComplete: isSenderComplete(sender) };
    found.push({ stored, rules, files: own, items: itemsOf(facts), hostLanguage: languagesOfHost(rules)[0] ?? language ?? 'en' });
  }
  return found;
}

/** Throws `dossier_not_found`. */
export async function openDossier(core: Core, db: ReadDb, id: string): Promise<OpenedDossier> {
  const [found] = await opened(core, db, [await findDossier(db, id)]);
  if (found === undefined) throw new Error('A dossier is lost between two questions');
  return found;
}

/** A dossier as a line of a list. */
function rowOf(core: Core, { stored, items }: OpenedDossier): DossierRow {
  const { id, hostId, hostName, clientId, clientName, server, given, outcome, renewed, changedAt } = stored;
  const { needed, provided, missing } = completeness(items);
  return DossierRow.parse({
    ...{ id, hostId, hostName, clientId, clientName, server, needed, provided, missing },
    state: stateOf({ missing: missing.length, given, outcome }),
    ...expiryOf({ outcome, renewed }, todayOf(core)),
    changedAt: toIso(changedAt),
  });
}

/** The whole of a dossier. Throws `dossier_not_found`. */
export async function dossierView(core: Core, db: ReadDb, id: string): Promise<Dossier> {
  const found = await openDossier(core, db, id);
  const { stored, files, items, hostLanguage } = found;
  const { fields, ticks, technical, given, outcome } = stored;
  return {
    ...rowOf(core, found),
    ...{ fields, items, ticks, technical, given, outcome, hostLanguage },
    sample: files.find(({ item }) => item === 'sample_source')?.facts.sample ?? null,
    renewalOf: stored.renewalOf === null ? null : DossierId.parse(stored.renewalOf),
    history: await historyOf(db, id),
  };
}

const URGENCY: Readonly<Record<DossierRow['due'], number>> = { expired: 0, renew: 1, none: 2 };

/** Dossiers, those that are due first. */
export async function dossierRows(core: Core, db: ReadDb, query: { readonly clientId?: string | undefined }): Promise<DossierRow[]> {
  const all = await opened(core, db, await listDossiers(db, query));
  return all.map((each) => rowOf(core, each)).sort((a, b) => URGENCY[a.due] - URGENCY[b.due] || (a.until ?? '').localeCompare(b.until ?? ''));
}
