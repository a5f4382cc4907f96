import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { StoryKey } from '../../src/contract/story.ts';
import { story as migration } from '../../src/db/migrations/0150-story.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type Cases, openCases } from '../support/cases.ts';
import { storyText } from '../support/story.ts';

const CALL = { signal: undefined };

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases());
});
afterEach(() => test.close());

async function open() {
  const subject = IncidentSubject.parse({ kind: 'blocked_object', object: 'script', name: 'send.php' });
  return Incident.parse(await of.open({ packId, subject, concerned: [], note: '' }, CALL)).id;
}

it('says every line in every language, with its plurals', () => {
  const texts = createTexts();
  for (const language of LANGUAGES) {
    for (const key of StoryKey.options) for (const count of [1, 3, 5]) expect(texts.t(language, `story:${key}`, { count })).not.toBe('');
  }
});

it('is read in the language of whoever reads it', async () => {
  const id = await open();
  const { story } = Incident.parse(await of.setDay({ id, step: 'find_culprit', on: '2030-03-01' }, CALL));
  expect(story.at(-1)).toMatchObject({ what: 'next', told: { key: 'next', values: { on: '2030-03-01' } }, text: '' });
  expect(LANGUAGES.map((language) => storyText(story.slice(-1), language).replaceAll('\u00a0', ' '))).toEqual([
    'New day: 1 March 2030',
    'Nouveau jour : 1 mars 2030',
    'Новый день: 1 марта 2030 г.',
  ]);
  const given = { key: 'letter_given', values: { on: '2030-03-01', channel: 'phone', subject: 'Spam' } } as const;
  expect(storyText([{ told: given, text: '' }], 'ru')).toBe('Передано 1 марта 2030 г. (телефон): Spam');
  const alert = { key: 'relapse_alert', values: { kind: 'warned', whose: 'shop.example' } } as const;
  expect(storyText([{ told: alert, text: '' }], 'fr')).toContain('shop.example');
});

it('takes over what was written before as text, and shows what it cannot read as it is', async () => {
  const id = await open();
  const line = { incident_id: id, at: 0, author: '', step: null, state: null, told: null };
  const said = [
    ['next', '2030-03-01'],
    ['concerned', 'Smith: Sons: caused'],
    ['concerned', 'Smith: –'],
    ['note', 'Letter handed over'],
  ] as const;
  await test.core.db.write(async (tx) => {
    await tx.deleteFrom('incident_entry').execute();
    for (const [what, text] of said)
      await tx
        .insertInto('incident_entry')
        .values({ ...line, what, text })
        .execute();
  });
  const [, ...updates] = migration.sql;
  await test.core.db.write(async (tx) => {
    for (const update of updates) await sql.raw(update).execute(tx);
  });
  const { story } = Incident.parse(await of.get({ id }, CALL));
  expect(story.map(({ told, text }) => told ?? text)).toEqual([
    { key: 'next', values: { on: '2030-03-01' } },
    { key: 'concerned', values: { name: 'Smith: Sons', role: 'caused' } },
    { key: 'concerned_out', values: { name: 'Smith' } },
    'Letter handed over',
  ]);
});
