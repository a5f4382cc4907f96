import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/shared/language.ts';
import type { Capability } from '../../src/shared/panels.ts';
import { bench, CALL, last } from './support.ts';

const lacking = (need: Capability['need'], privilege: string, call = 'emailtrack_user_stats'): Capability => ({
  need,
  given: 'needs_privilege',
  privilege,
  call,
});
const given = (need: Capability['need']): Capability => ({ need, given: 'given', privilege: '', call: 'listaccts' });

async function letterFor(capabilities: readonly Capability[], language?: 'en' | 'fr' | 'ru') {
  const { addPack, connect, of, panel } = bench();
  const packId = await addPack();
  await connect(packId, { login: 'lavender', address: 'https://web12.garrigue.example:2087/' });
  panel.capabilities = capabilities;
  await last(of.probe({ packId }, CALL));
  return await of.letter(language === undefined ? { packId } : { packId, language }, CALL);
}

describe('the letter to the host', () => {
  it('is written in the first language the host reads, and in any that is asked for', async () => {
    const { language, languages, text } = await letterFor([lacking('sent', 'track-email')]);
    expect([language, languages]).toEqual(['fr', ['fr', 'en', 'ru']]);
    expect(text).toMatch(/^Bonjour,/);
    expect((await letterFor([lacking('sent', 'track-email')], 'ru')).text).toMatch(/^Здравствуйте!/);
  });

  it.each(LANGUAGES)('names user, server, privileges in the panel’s spelling and what each is for, in %s', async (language) => {
    const letter = await letterFor(
      [lacking('sent', 'track-email'), lacking('outcomes', 'track-email'), lacking('limits', 'acct-summary'), given('accounts'), lacking('warnings', '')],
      language,
    );
    expect(letter.subject).toContain('lavender');
    expect(letter.subject).toContain('web12.garrigue.example');
    for (const part of ['lavender', 'web12.garrigue.example', 'cPanel & WHM', '- track-email', '- acct-summary', 'emailtrack_user_stats', 'API'])
      expect(letter.text).toContain(part);
    expect(letter.text.match(/^- /gm)).toHaveLength(3);
    expect(letter.text).not.toMatch(/\{\{|undefined|2087|:\/\//);
    expect(letter.lacking).toHaveLength(4);
    expect(letter.text.split('\n').every((line) => !/ {2}/.test(line))).toBe(true);
  });

  it('is signed by who works here and his company, once where both are the same', async () => {
    const { addPack, connect, of, panel, opened } = bench();
    await opened.core.db.write(async (tx) => {
      const sender = { resellerName: 'Atelier Lavande', fromName: '', fromAddress: '', supportAddress: '', bounceAddress: '' };
      await tx
        .insertInto('setting')
        .values([
          { key: 'sender', value: JSON.stringify(sender) },
          { key: 'author', value: '"Anna Martin"' },
        ])
        .execute();
    });
    const packId = await addPack();
    await connect(packId);
    panel.capabilities = [lacking('sent', 'track-email')];
    await last(of.probe({ packId }, CALL));
    expect((await of.letter({ packId, language: 'en' }, CALL)).text).toMatch(/Thank you in advance,\nAnna Martin\nAtelier Lavande\n$/);
  });

  it('is empty where nothing lacks, or nothing was tried yet', async () => {
    expect(await letterFor([given('accounts')])).toMatchObject({ subject: '', text: '', lacking: [] });
    const { addPack, connect, of } = bench();
    const packId = await addPack();
    await expect(of.letter({ packId }, CALL)).rejects.toMatchObject({ code: 'connection_not_found' });
    await connect(packId);
    expect(await of.letter({ packId }, CALL)).toMatchObject({ text: '', lacking: [] });
  });
});
