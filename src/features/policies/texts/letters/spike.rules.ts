import { ACCOUNT_LIMIT, LIMIT_BASIS, limitRows, limitTable } from '../limits.rules.ts';
import { type DraftSection, facts, known, list, paragraph, type Sections, whyYou } from '../section.rules.ts';

/** Facts first, and no accusation: it may be a hacked form. */
const figures: DraftSection = ({ say }) => ({
  blocks: [
    paragraph(say('facts.intro')),
    facts([
      [say('facts.account'), '{{account}}'],
      [say('facts.domains'), '{{domains}}'],
      [say('facts.window'), '{{window}}'],
      [say('facts.sent'), '{{sent_count}}'],
      [say('facts.usual'), '{{usual_count}}'],
      [say('facts.recipients'), '{{recipient_count}}'],
      [say('facts.failures'), '{{failure_count}}'],
      [say('facts.origin'), '{{script_or_mailbox}}'],
      [say('facts.evidence'), '{{evidence_found}}'],
    ]),
    paragraph(say('facts.open')),
    paragraph(say('facts.why')),
  ],
  cites: ['000-16', '000-25', '000-26', '000-27', '001-27', '001-28', '001-29', '003-03', '003-04', '003-12', '003-13'],
});

const done: DraftSection = ({ say }) => ({ blocks: [paragraph(`${say('done.why')} ${say('done.so_far')}`)], cites: ['001-22', '001-24', '002-10'] });

const actions: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('actions.intro')), list(say('actions.stop'), say('actions.passwords'), say('actions.tell'))],
  cites: ['001-19', '002-02', '002-12'],
});

/** What the host can do meanwhile, as far as he says it. */
const deadline: DraftSection = ({ rules, say, ask }) => {
  const sanctions = known(rules.sanctions);
  const otherwise = sanctions === null ? 'unknown' : sanctions.some(({ warning }) => warning === 'none') ? 'immediate' : 'possible';
  return {
    blocks: [paragraph(say('deadline.answer')), paragraph(say('deadline.silence')), paragraph(say(`deadline.host_${otherwise}`, { ask }))],
    basis: ['sanctions'],
    cites: ['000-16'],
  };
};

/** What is known of them: whoever reads this letter needs no list of what is not. */
const limits: DraftSection = (draft) => {
  const rows = limitRows(draft, ACCOUNT_LIMIT);
  const known = rows.filter(({ value }) => value !== null);
  const others = known.length < rows.length ? [paragraph(draft.say('limits.others', { ask: draft.ask }))] : [];
  return { blocks: [...limitTable(draft, known), ...others, whyYou(draft)], basis: LIMIT_BASIS, cites: ['001-09'] };
};

/** To a client whose sending rose suddenly. */
export const spikeWarning: Sections<'spike_warning'> = { facts: figures, done, actions, deadline, limits };
