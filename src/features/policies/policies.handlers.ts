import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { VersionId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { PolicyTerms, PolicyText } from '../../contract/policies.ts';
import { dateIn } from '../../shared/calendar.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Core } from '../core.ts';
import { findHost, type HostRules, reasonsOf } from '../hosts/index.ts';
import { readSettings } from '../settings/index.ts';
import { draftPolicy, gapsOf, unknownValues } from './draft.rules.ts';
import { findVersion, insertVersion, listVersions, nextNumber } from './versions.repo.ts';

function draftFor(core: Core, host: HostRules, terms: PolicyTerms): PolicyText[] {
  return draftPolicy({ rules: host.rules, terms, reasons: (section) => reasonsOf(host.presetId, section) }, core.texts);
}

/** Hashes as they are published: one a sibling, and one over the canonical JSON of all three. */
function hashed(core: Core, texts: readonly PolicyText[]) {
  const siblings = texts.map((text) => {
    const content = canonicalJson(text);
    return { language: text.language, content, sha256: core.hasher.sha256(content) };
  });
  return { texts: siblings, sha256: core.hasher.sha256(canonicalJson(texts)) };
}

/** Drafts, publishes and shows policy versions. */
export function policiesHandlers(core: Core): Handlers<Contract['policies']> {
  const { db, clock } = core;
  const today = (): string => dateIn(clock.now(), clock.timeZone());
  return {
    list: async ({ hostId }) => listVersions(db.read, today(), hostId),
    get: async ({ id }) => findVersion(db.read, today(), id),
    draft: async ({ hostId, terms }) => {
      const host = await findHost(db.read, hostId);
      return { texts: draftFor(core, host, terms), nextNumber: await nextNumber(db.read, hostId), unknownValues: unknownValues(host.rules, terms) };
    },
    publish: async ({ hostId, terms, effectiveOn, changelog, material }) => {
      if (effectiveOn < today()) throw fail('policy_date_in_past', {});
      const id = VersionId.parse(core.ids.next());
      await db.write(async (tx) => {
        const texts = draftFor(core, await findHost(tx, hostId), terms);
        const gaps = gapsOf(texts);
        if (gaps.length > 0) throw fail('policy_incomplete', { missing: gaps.join(', ') });
        const { author } = await readSettings(core, tx);
        const number = await nextNumber(tx, hostId);
        await insertVersion(tx, { id, hostId, number, effectiveOn, material, changelog, author, publishedAt: clock.now(), ...hashed(core, texts) });
      });
      core.changed('policies', 'notices', 'clients', 'evidence');
      return findVersion(db.read, today(), id);
    },
  };
}
