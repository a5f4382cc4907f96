import { type DraftSection, facts, list, paragraph, type Sections, whyYou } from '../section.rules.ts';

/** What is known, with its source; why it concerns everybody, the client's own name included. */
const evidence: DraftSection = ({ say }) => ({
  blocks: [
    // Whether it came from this hosting or may have: the case says so, as far as it is established.
    paragraph('{{what_happened}}'),
    paragraph(say('evidence.intro')),
    facts([
      [say('evidence.reference'), '{{reference}}'],
      [say('evidence.account'), '{{account}}'],
      [say('evidence.domains'), '{{domains}}'],
      [say('evidence.host'), '{{host_reason}}'],
      [say('evidence.window'), '{{window}}'],
      [say('evidence.sent'), '{{sent_count}}'],
      [say('evidence.failures'), '{{failure_count}}'],
      [say('evidence.found'), '{{evidence_found}}'],
      [say('evidence.done'), '{{done_by_reseller}}'],
      [say('evidence.told'), say('evidence.told_value')],
    ]),
    list(say('evidence.everyone'), say('evidence.own_name'), say('evidence.silent'), say('evidence.filters')),
  ],
  cites: ['000-13', '001-31', '001-34', '002-01', '002-02', '002-07', '002-09', '002-10', '002-11'],
});

const questions: DraftSection = ({ say }) => ({
  blocks: [
    paragraph('{{asked_now}}'),
    list(
      say('questions.mailing'),
      say('questions.origin'),
      say('questions.sharing'),
      say('questions.consent'),
      say('questions.contact'),
      say('questions.unsubscribe'),
      say('questions.bounces'),
      say('questions.tool'),
      say('questions.access'),
      say('questions.measures'),
    ),
  ],
  cites: ['000-15', '001-03', '001-04', '001-05', '001-18', '002-03', '002-04', '002-05'],
});

/** What makes an answer insufficient: the answer of the source story had no proof, no age of the addresses and no plan (rules 002-04 to 002-08). */
const judgement: DraftSection = ({ inForce, say }) => {
  const months = inForce.maxSilenceMonths;
  return {
    blocks: [
      paragraph(say('judgement.intro')),
      list(
        say('judgement.no_origin'),
        say('judgement.no_proof'),
        months === null ? say('judgement.old') : say('judgement.old_months', { count: months.value }),
        say('judgement.volume'),
        say('judgement.others'),
        say('judgement.no_measures'),
      ),
      paragraph(say('judgement.next')),
    ],
    cites: ['000-24', '001-02', '002-05', '002-06', '002-08', '002-09'],
  };
};

/** Until when (one day, which whoever asks has chosen: no second period is named beside it), what applies meanwhile, and what the work may cost. */
const deadline: DraftSection = ({ terms, say, common, askReseller }) => ({
  blocks: [
    paragraph(say('deadline.answer')),
    paragraph(say('deadline.meanwhile')),
    paragraph(say('deadline.work')),
    paragraph(terms.cost === '' ? common('consequences.cost_unknown', { ask_reseller: askReseller }) : common('consequences.cost_known', { cost: terms.cost })),
    whyYou({ common }),
  ],
  terms: ['cost'],
  cites: ['001-09', '002-12', '002-15', '002-16'],
});

/** To a client whose mailing led to an incident. */
export const explanationRequest: Sections<'explanation_request'> = { evidence, questions, judgement, deadline };
