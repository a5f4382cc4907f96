import { LIMIT_BASIS, limitRows, limitTable } from '../limits.rules.ts';
import { type Draft, type DraftSection, facts, known, list, paragraph, type Sections } from '../section.rules.ts';
import { unsubscribeSentence } from '../unsubscribe.rules.ts';

const who: DraftSection = ({ say, common }) => ({
  blocks: [
    paragraph(say('who.reason')),
    facts([
      [common('who.client'), '{{client_name}}'],
      [common('who.domains'), '{{domains}}'],
      [common('who.host'), '{{host_name}}'],
      [common('who.pack'), '{{pack_name}}'],
      [say('who.rules'), say('who.rules_value')],
      [common('who.issued'), '{{issued_on}}'],
    ]),
  ],
  cites: ['000-22', '001-09'],
});

/** What became different since the version the client was told. */
const changed: DraftSection = ({ say }) => ({ blocks: [paragraph(say('changed.since'))] });

/** The ban itself, both words, and not just "see the terms" (rules 000-18, 000-23). */
const essentials: DraftSection = (draft) => {
  const { rules, say, common, ask } = draft;
  return {
    blocks: [
      list(
        common(`summary.bulk.${known(rules.bulkPolicy) ?? 'ask'}`, { ask }),
        say('essentials.spam'),
        say('essentials.consent'),
        unsubscribeSentence(draft),
        say('essentials.security'),
      ),
    ],
    basis: ['bulkPolicy', 'unsubscribe'],
    cites: ['000-14', '000-15', '000-18', '000-23', '000-24', '001-01', '001-02', '003-11'],
  };
};

const limits: DraftSection = (draft) => ({ blocks: limitTable(draft, limitRows(draft)), basis: LIMIT_BASIS });

const traffic: DraftSection = ({ say }) => ({ blocks: [paragraph(say('traffic.summary'))], cites: ['002-26'] });

/** Whom to ask before a campaign, where mailings belong, and how to acknowledge what was not acknowledged yet. */
const questions: DraftSection = (draft) => ({
  blocks: [
    paragraph(draft.say('questions.before')),
    list(draft.say('questions.read'), draft.say('questions.interest'), draft.say('questions.alternative'), platforms(draft)),
    paragraph(draft.say('questions.reply', { phrase: draft.common('acceptance.phrase') })),
  ],
  terms: ['platforms'],
  cites: ['000-28', '002-25', '002-26', '002-27'],
});

function platforms({ terms, common, askReseller }: Draft): string {
  return terms.platforms === ''
    ? common('alternatives.unknown', { ask_reseller: askReseller })
    : common('alternatives.suggested', { platforms: terms.platforms });
}

/** The short reminder, sent from time to time to everybody who was told. */
export const reminder: Sections<'reminder'> = { who, changed, essentials, limits, traffic, questions };
