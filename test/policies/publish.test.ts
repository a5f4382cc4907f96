import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostId, VersionId } from '../../src/contract/ids.ts';
import { contract } from '../../src/contract/index.ts';
import { PolicyTerms, PolicyText, TEXT_KINDS } from '../../src/contract/texts.ts';
import { canonicalJson } from '../../src/shared/canonical-json.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { CHANGELOG, type Desk, NO_CHANGELOG, openDesk, TODAY } from './desk.ts';

const CALL = { signal: undefined };
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk('shared-strict');
});
afterEach(() => desk.close());

describe('publishing', () => {
  test('numbers versions per host and text, and hashes each sibling and the whole', async () => {
    const first = await desk.publish();
    const second = await desk.publish({ effectiveOn: '2026-12-24' });
    const letter = await desk.publish({ kind: 'unblock_request' });
    expect([first.number, second.number, letter.number]).toEqual([1, 2, 1]);
    const { hasher } = desk.core;
    const plain = first.texts.map(({ sha256: _, ...text }) => text);
    for (const { sha256, ...text } of first.texts) expect(hasher.sha256(canonicalJson(text))).toBe(sha256);
    expect(hasher.sha256(canonicalJson(plain))).toBe(first.sha256);
    expect((await desk.policies.get({ id: VersionId.parse(first.id) }, CALL)).texts.map((text) => text.language)).toEqual(['en', 'fr', 'ru']);
    expect(desk.announced).toContain('policies');
  });

  test('writes down what the draft showed, and what it was made from', async () => {
    const draft = await desk.draft();
    expect([draft.nextNumber, draft.gaps]).toEqual([1, []]);
    const version = await desk.publish();
    expect(version.texts.map((text) => PolicyText.parse(text))).toEqual(draft.texts);
    const { basis } = await desk.core.db.read.selectFrom('policy_version').select('basis').executeTakeFirstOrThrow();
    const { rules, own } = await desk.hosts.get({ id: desk.hostId }, CALL);
    expect(basis).toBe(canonicalJson({ rules, own, terms: await desk.policies.terms({ hostId: desk.hostId }, CALL) }));
  });

  test('works for every text there is', async () => {
    // The generated reminder is published beside the notice.
    for (const kind of TEXT_KINDS.filter((each) => each !== 'reminder')) expect((await desk.publish({ kind })).kind).toBe(kind);
    const rows = await desk.policies.texts({ hostId: desk.hostId }, CALL);
    expect(rows.map(({ kind, version, edited, changed, gaps, stale }) => [kind, version?.number, edited, changed, gaps, stale])).toEqual(
      TEXT_KINDS.map((kind) => [kind, 1, false, false, 0, 0]),
    );
  });

  test('puts each text in force from its day on, until a newer version of it is', async () => {
    await desk.publish();
    await desk.publish({ effectiveOn: '2026-11-23' });
    await desk.publish({ kind: 'unblock_request' });
    const inForce = async () => (await desk.policies.list({}, CALL)).filter((version) => version.inForce).map((version) => `${version.kind} ${version.number}`);
    expect(await inForce()).toEqual(['notice 1', 'reminder 1', 'unblock_request 1']);
    desk.clock.jump(2 * DAY_MS);
    expect(await inForce()).toEqual(['notice 2', 'reminder 1', 'unblock_request 1']);
    expect((await desk.policies.list({ kind: 'reminder' }, CALL)).map(({ kind }) => kind)).toEqual(['reminder']);
  });

  test('refuses a day that has passed where the reseller is', async () => {
    await expect(desk.publish({ effectiveOn: '2026-11-20' })).rejects.toMatchObject({ code: 'policy_date_in_past' });
    expect((await desk.publish()).number).toBe(1);
  });

  test('makes the first version of a text material whatever is asked', async () => {
    expect((await desk.publish({ material: false, changelog: NO_CHANGELOG })).material).toBe(true);
    expect((await desk.publish({ material: false, changelog: NO_CHANGELOG })).material).toBe(false);
    expect((await desk.publish({ kind: 'unblock_request', material: false })).material).toBe(true);
  });

  test('keeps the terms it was given as those of the host', async () => {
    const terms = { lawCountry: 'RU' as const, answerWithinHours: 24, reminderMonths: 3, platforms: 'A', cost: '40 €' };
    await desk.publish({ terms });
    expect(await desk.policies.terms({ hostId: desk.hostId }, CALL)).toEqual(terms);
  });

  test('leaves nothing behind when it is refused, not even the terms', async () => {
    const before = await desk.policies.terms({ hostId: desk.hostId }, CALL);
    await expect(desk.publish({ terms: PolicyTerms.parse({ ...before, cost: '{{price}}' }) })).rejects.toMatchObject({ code: 'policy_incomplete' });
    expect(await desk.policies.terms({ hostId: desk.hostId }, CALL)).toEqual(before);
    expect(await desk.policies.list({}, CALL)).toEqual([]);
    expect(await desk.core.db.read.selectFrom('ledger').select('seq').execute()).toEqual([]);
  });

  test('writes one row of the ledger with the version it is about', async () => {
    const version = await desk.publish();
    const rows = await desk.core.db.read.selectFrom('ledger').selectAll().where('kind', '=', 'version_published').orderBy('seq').execute();
    // One of the notice, one of the reminder beside it.
    expect(rows).toHaveLength(2);
    const { nonce: _, ...payload } = JSON.parse(rows[0]?.payload ?? '{}');
    expect(rows[0]?.subject_id).toBe(version.id);
    expect(payload).toEqual({
      versionId: version.id,
      hostId: desk.hostId,
      host: 'Хостер',
      kind: 'notice',
      number: 1,
      sha256: version.sha256,
      effectiveOn: TODAY,
      material: true,
    });
  });

  test('an unknown host or version is said so', async () => {
    const nowhere = HostId.parse(desk.core.ids.next());
    await expect(desk.policies.draft({ hostId: nowhere, kind: 'notice' }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
    await expect(desk.publish({ hostId: nowhere })).rejects.toMatchObject({ code: 'host_not_found' });
    await expect(desk.policies.get({ id: VersionId.parse(desk.core.ids.next()) }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
  });
});

describe('the changelog', () => {
  test('is due in three languages for a material version after the first, and never only in some', async () => {
    await expect(desk.publish({ changelog: { ...CHANGELOG, ru: '' } })).rejects.toMatchObject({ params: { missing: 'ru: changelog_missing' } });
    await desk.publish({ changelog: NO_CHANGELOG });
    await expect(desk.publish({ changelog: NO_CHANGELOG })).rejects.toMatchObject({
      params: { missing: 'en: changelog_missing, fr: changelog_missing, ru: changelog_missing' },
    });
    await expect(desk.publish({ material: false, changelog: { ...NO_CHANGELOG, fr: 'Limites' } })).rejects.toMatchObject({ code: 'policy_incomplete' });
    expect((await desk.publish({ material: false, changelog: NO_CHANGELOG })).number).toBe(2);
    expect((await desk.publish()).changelog).toEqual(CHANGELOG);
  });

  test('stands in the notice of every version after the first, in its language and on one line, even where the section is worded by hand', async () => {
    expect(JSON.stringify((await desk.publish()).texts)).not.toContain(CHANGELOG.en);
    for (const language of ['en', 'fr', 'ru'] as const) await desk.edit(language, 'who', 'Worded by hand.');
    const { texts } = await desk.publish({ changelog: { ...CHANGELOG, fr: 'Les limites\r\n sont plus claires.' } });
    for (const text of texts) {
      const who = JSON.stringify(text.sections[0]);
      expect(who).toContain('Worded by hand.');
      expect(who).toContain(CHANGELOG[text.language]);
    }
  });
});

describe('a published version', () => {
  const refused = [
    'UPDATE policy_version SET changelog = changelog',
    'UPDATE policy_text SET content = content',
    'DELETE FROM policy_version',
    'DELETE FROM policy_text',
    'INSERT OR REPLACE INTO policy_version SELECT * FROM policy_version',
    'REPLACE INTO policy_text SELECT * FROM policy_text',
    "INSERT OR REPLACE INTO policy_version SELECT 'other', host_id, kind, number, effective_on, material, changelog, author, published_at, sha256, basis FROM policy_version",
    "INSERT INTO policy_text SELECT version_id, 'de', content, sha256 FROM policy_text LIMIT 1",
    'INSERT INTO policy_text SELECT * FROM policy_text WHERE true ON CONFLICT DO UPDATE SET sha256 = 0',
    'INSERT OR IGNORE INTO policy_text SELECT * FROM policy_text',
  ];

  test.each(refused)('is refused by any tool that opens the file: %s', async (statement) => {
    await desk.publish();
    const raw = new Database(join(desk.folder, 'sendward.db'));
    try {
      for (const recursive of ['ON', 'OFF']) {
        raw.pragma(`recursive_triggers = ${recursive}`);
        expect(() => raw.exec(statement)).toThrow(/immutable/);
      }
    } finally {
      raw.close();
    }
  });

  test('can be changed by no operation: whatever is called, its texts and its hash stay', async () => {
    const verbs = Object.keys(contract.policies);
    expect(verbs.filter((verb) => /version|text$/i.test(verb))).toEqual([]);
    const version = await desk.publish();
    const id = VersionId.parse(version.id);
    await desk.edit('fr', 'limits', 'Other words.');
    await desk.policies.setTerms(
      { hostId: desk.hostId, terms: { lawCountry: 'RU', answerWithinHours: 1, reminderMonths: 1, platforms: 'x', cost: 'y' } },
      CALL,
    );
    await desk.setRules({ maxRecipientsPerMessage: { state: 'known', value: 3, source: 'a page', readOn: null } });
    await desk.hosts.rename({ id: desk.hostId, name: 'Renamed' }, CALL);
    const { hostName: _, ...after } = await desk.policies.get({ id }, CALL);
    const { hostName: __, ...before } = version;
    expect(after).toEqual(before);
  });
});
