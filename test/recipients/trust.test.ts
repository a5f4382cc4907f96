import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { MAIL_SERVICES } from '../../src/contract/recipients.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { recipientsHandlers, trustSteps } from '../../src/features/recipients/index.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { NOTHING_QUEUED, openTestCore, type TestCore } from '../support/core.ts';
import { makePack } from '../support/hosted.ts';

const CALL = { signal: undefined };

let test: TestCore;
let of: ReturnType<typeof recipientsHandlers>;

beforeEach(() => {
  test = openTestCore({ texts: createTexts() });
  of = recipientsHandlers(test.core);
});
afterEach(() => test.close());

describe('how to trust a sender', () => {
  it('is there for every service in every language, with the address in it', async () => {
    for (const service of MAIL_SERVICES) {
      for (const language of LANGUAGES) {
        const { text, own } = await of.advice({ service, language, sender: 'school@club.example' }, CALL);
        expect(text).toContain('school@club.example');
        expect(text).not.toContain('{{');
        expect(own).toBe(false);
      }
    }
  });

  it('is for the mailbox that somebody chose, else for the one his address tells of', async () => {
    const opening = { packId: await makePack(test), subject: IncidentSubject.parse({ kind: 'recipient', address: 'claire.martin@gmail.com' }) };
    const { id } = Incident.parse(await incidentsHandlers(test.core, NOTHING_QUEUED).open({ ...opening, concerned: [], note: '' }, CALL));
    const steps = (sender: string) => trustSteps(test.core, { incidentId: id, language: 'fr', sender });
    expect(await steps('school@club.example')).toContain('dans Gmail');
    expect(await of.setService({ incidentId: id, service: 'outlook' }, CALL)).toMatchObject({ service: 'outlook' });
    expect(await steps('school@club.example')).toContain('Outlook.com');
    expect(await steps('')).toBe('');
  });

  it('may be worded anew, for one service and language, and given back', async () => {
    const french = await of.advice({ service: 'gmail', language: 'fr', sender: '' }, CALL);
    await of.setAdvice({ service: 'gmail', language: 'fr', wording: 'Ajoutez {{sender}} à vos contacts.' }, CALL);
    expect(await of.advice({ service: 'gmail', language: 'fr', sender: 'a@b.example' }, CALL)).toMatchObject({
      own: true,
      text: 'Ajoutez a@b.example à vos contacts.',
    });
    expect((await of.advice({ service: 'gmail', language: 'en', sender: '' }, CALL)).own).toBe(false);
    expect(await of.setAdvice({ service: 'gmail', language: 'fr', wording: null }, CALL)).toEqual(french);
  });
});
