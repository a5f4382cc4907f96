import { expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import { PolicyTerms, TEXT_KINDS } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS, reasonsOf } from '../../src/features/hosts/index.ts';
import { vouchedFigures } from '../../src/features/policies/hints/figures.rules.ts';
import { hintsIn, readabilityOfText } from '../../src/features/policies/hints/hints.rules.ts';
import { draftText } from '../../src/features/policies/texts/index.ts';

const texts = createTexts();
const LAWS = PolicyTerms.shape.lawCountry.unwrap().options;

test.each(TEXT_KINDS)('what is generated gives no cause for hints, whatever the host and the country (%s)', (kind) => {
  const found: string[] = [];
  for (const preset of PresetId.options) {
    for (const lawCountry of kind === 'notice' ? LAWS : LAWS.slice(0, 1)) {
      const terms = PolicyTerms.parse({ lawCountry, answerWithinHours: 48, reminderMonths: 6, platforms: 'Mailing A', cost: '40 €' });
      const basis = { rules: PRESETS[preset], own: NO_OWN_RULES, terms };
      for (const text of draftText(kind, { ...basis, reasons: (section) => reasonsOf(preset, section) }, texts)) {
        const hints = hintsIn({ kind, language: text.language, vouched: vouchedFigures(basis, text) }, text);
        found.push(...hints.map(({ code, language, section, sentence }) => `${preset} ${language} ${section}: ${code}: ${sentence}`));
        expect(readabilityOfText(text), `${kind} ${text.language}`).toBeGreaterThan(35);
      }
    }
  }
  expect([...new Set(found)]).toEqual([]);
});
