import { fail } from '../../contract/fail.ts';
import { VersionId } from '../../contract/ids.ts';
import type { TextKind, Trilingual } from '../../contract/texts.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { LANGUAGES } from '../../shared/language.ts';
import { singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { saveTerms } from '../hosts/index.ts';
import { readAuthor } from '../settings/index.ts';
import { draftOf, orderOf } from './draft.ts';
import { materialBecause } from './editorial.ts';
import { changelogGaps, gapsInCodes, gapsOf } from './gaps.rules.ts';
import { publishReminderWith } from './publish-reminder.ts';
import { type NewVersion, nextNumber, type TextBasis } from './versions.repo.ts';
import { hashed, writeDown } from './write-down.ts';

/** What is to be published. */
export interface Publication {
  readonly hostId: string;
  readonly kind: TextKind;
  readonly terms?: TextBasis['terms'] | undefined;
  readonly effectiveOn: string;
  readonly changelog: Trilingual;
  readonly material: boolean;
}

/**
 * Writes the draft down for good, with its row in the ledger; returns the id of the version. Edits stay in force for the next draft.
 * With a notice goes the reminder that is generated from the same rules.
 * Throws `host_not_found`, `policy_date_in_past`, `policy_incomplete`, `policy_not_editorial`.
 */
export async function publishVersion(core: Core, publication: Publication): Promise<VersionId> {
  const { clock, db, ids } = core;
  if (publication.effectiveOn < dateIn(clock.now(), clock.timeZone())) throw fail('policy_date_in_past', {});
  const id = VersionId.parse(ids.next());
  await db.write(async (tx) => {
    if (publication.terms !== undefined) await saveTerms(tx, publication.hostId, publication.terms);
    const { version, hostName } = await versionOf(core, tx, publication);
    await writeDown(core, tx, { version: { ...version, id }, hostName });
    if (version.kind === 'notice') await publishReminderWith(core, tx, { ...version, id });
  });
  core.changed('policies', 'hosts', 'notices', 'clients', 'evidence', 'ledger');
  return id;
}

async function versionOf(core: Core, tx: WriteDb, publication: Publication): Promise<{ version: Omit<NewVersion, 'id'>; hostName: string }> {
  const { hostId, kind, effectiveOn } = publication;
  const number = await nextNumber(tx, hostId, kind);
  const material = publication.material || number === 1;
  const changelog = oneLine(publication.changelog);
  const order = await orderOf(tx, { hostId, kind });
  if (!material && (await materialBecause(core, tx, order)) === 'rules_changed') throw fail('policy_not_editorial', {});
  const drafted = draftOf(core, { ...order, changes: number === 1 ? undefined : { number: number - 1, changelog } });
  const gaps = [...gapsOf({ kind, ...drafted }), ...changelogGaps(changelog, { number, material })];
  if (gaps.length > 0) throw fail('policy_incomplete', { missing: gapsInCodes(gaps) });
  const author = await readAuthor(core, tx);
  const version = { hostId, kind, number, effectiveOn, material, changelog, author, publishedAt: core.clock.now(), basis: order.basis };
  return { version: { ...version, ...hashed(core, drafted.texts) }, hostName: order.host.name };
}

function oneLine(changelog: Trilingual): Trilingual {
  const [en, fr, ru] = LANGUAGES.map((language) => singleLine(changelog[language]));
  return { en: en ?? '', fr: fr ?? '', ru: ru ?? '' };
}
