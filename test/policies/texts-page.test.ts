import { afterAll, expect, test } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import { NO_OWN_RULES, PRESETS } from '../../src/features/hosts/index.ts';
import { type MergeValues, mergeText, withoutUnknown } from '../../src/features/notices/content.rules.ts';
import { pdfDocument } from '../../src/features/notices/letter.rules.ts';
import { draftText } from '../../src/features/policies/texts/index.ts';
import { NO_TERMS } from './any-rules.ts';

const texts = createTexts();
const pdf = createPdfMaker(1);
afterAll(() => pdf.close());

/** A case of ordinary size: a first request, so that the host gave it no number yet, after a stolen password, for which nobody is asked for explanations. */
const CASE: MergeValues = {
  reference: 'SW-2026-0114',
  account: 'atelier7',
  pack_name: 'Pack Pro 50',
  domains: 'atelier.example, boutique-atelier.example',
  blocked_object: 'port 25',
  blocked_since: '2026-11-20 14:05',
  ip_address: '192.0.2.25',
  client_name: 'Atelier du Port',
  told_on: '2026-03-12',
  told_version: '3',
  cause: 'The password of the mailbox info@atelier.example was stolen and used from three addresses abroad to send 1,240 messages.',
  first_seen: '2026-11-20 13:10',
  last_seen: '2026-11-20 14:02',
  window: '2026-11-20 13:10 – 14:02',
  sending_stopped: 'The sending was stopped on 2026-11-20.',
  account_limit: '500',
  measures: '2026-11-20: queue emptied (812 messages), password changed, sessions closed. 2026-11-21: site updated, form protected.',
  innocent_domains: 'librairie.example, garage-martin.example, cabinet-dubois.example, ecole-du-parc.example',
  recurrence: 'sending limited to 60 messages an hour, alert at 30, passwords of all mailboxes renewed.',
  reseller_name: 'Web & Co',
  support_address: 'support@web-and-co.example',
  contact_hours: 'Monday to Friday, 9:00 to 18:00',
};

test.each(PresetId.options)('a request to unblock fits one page in every language (%s)', async (preset) => {
  for (const text of draftText('unblock_request', { rules: PRESETS[preset], own: NO_OWN_RULES, terms: NO_TERMS, reasons: () => [] }, texts)) {
    const { content, missing } = mergeText(withoutUnknown(text, ['client_answer', 'ticket_number', 'asked_before']), CASE);
    expect(missing).toEqual([]);
    const bytes = await pdf.render(pdfDocument(content, { author: 'Web & Co', footer: 'Web & Co', createdAtMs: 0 }));
    expect(
      [
        ...Buffer.from(bytes)
          .toString('latin1')
          .matchAll(/\/Type\s*\/Page\b/g),
      ],
      text.language,
    ).toHaveLength(1);
  }
});
