import { type DraftSection, facts, known, list, paragraph, type Sections, whyYou } from '../section.rules.ts';

const happened: DraftSection = ({ say }) => ({
  blocks: [
    paragraph('{{what_happened}}'),
    facts([
      [say('facts.reference'), '{{reference}}'],
      [say('facts.account'), '{{account}}'],
      [say('facts.domains'), '{{domains}}'],
      [say('facts.since'), '{{first_seen}}'],
      [say('facts.cause'), '{{cause}}'],
    ]),
  ],
  cites: ['002-01', '002-02'],
});

/** Why this letter is firmer than the first one was. */
const earlier: DraftSection = ({ say }) => ({ blocks: [paragraph(say('earlier.list'))], cites: ['002-16'] });

/** What was agreed on, in the words of the notice, and when he was told. */
const rules: DraftSection = (draft) => {
  const { rules: own, say, common, ask } = draft;
  return {
    blocks: [paragraph(say('rules.told')), list(common(`summary.bulk.${known(own.bulkPolicy) ?? 'ask'}`, { ask }), say('rules.consent'), say('rules.work'))],
    basis: ['bulkPolicy'],
    cites: ['000-15', '000-17', '000-18', '000-21', '002-12', '002-15', '002-16'],
  };
};

/** What follows a further incident: what the reseller has decided, and what the host may do whatever the reseller decides. */
const next: DraftSection = ({ rules: own, terms, say, common, ask }) => {
  const sanctions = known(own.sanctions);
  const host = sanctions === null ? 'unknown' : sanctions.some(({ warning }) => warning === 'none') ? 'immediate' : 'possible';
  return {
    blocks: [
      paragraph(say('next.reseller')),
      paragraph(say(`next.host_${host}`, { ask })),
      ...(terms.cost === '' ? [] : [paragraph(common('consequences.cost_known', { cost: terms.cost }))]),
    ],
    basis: ['sanctions'],
    cites: ['000-16', '000-19'],
  };
};

const contact: DraftSection = ({ say, common }) => ({
  blocks: [paragraph(say('contact.answer')), paragraph(say('contact.wrong')), whyYou({ common })],
  cites: ['001-09'],
});

/** To a client who caused an incident before. */
export const formalWarning: Sections<'formal_warning'> = { facts: happened, earlier, rules, next, contact };
