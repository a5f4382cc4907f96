import { type DraftSection, facts, list, paragraph, type Sections, whyYou } from '../section.rules.ts';

/** What happened, with nothing that is not established: the case says whether it came from this hosting, or may have. */
const happened: DraftSection = ({ say }) => ({
  blocks: [
    paragraph('{{what_happened}}'),
    facts([
      [say('facts.reference'), '{{reference}}'],
      [say('facts.account'), '{{account}}'],
      [say('facts.domains'), '{{domains}}'],
      [say('facts.since'), '{{first_seen}}'],
    ]),
  ],
  cites: ['002-01', '002-02'],
});

/** What it costs: the others, the client himself, and the work. */
const others: DraftSection = ({ say }) => ({
  blocks: [list(say('others.shared'), say('others.own_name'), say('others.filters'), say('others.work'))],
  cites: ['000-27', '002-07', '002-10', '002-11', '002-15', '002-16'],
});

const care: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('care.intro')), list(say('care.consent'), say('care.old'), say('care.remove'), say('care.protect'), say('care.ahead'))],
  cites: ['000-14', '000-15', '001-33', '002-08', '002-12'],
});

const contact: DraftSection = ({ say, common }) => ({
  blocks: [paragraph(say('contact.ask')), paragraph(say('contact.wrong')), whyYou({ common })],
  cites: ['001-09', '002-26'],
});

/** To a client after an incident: no figures are needed to ask for care. */
export const careRequest: Sections<'care_request'> = { facts: happened, others, care, contact };
