import { type DraftSection, facts, list, paragraph, type Sections, whyYou } from '../section.rules.ts';

/** What happened to the address they share. Nobody is named: neither a client, nor an account, nor a domain of somebody else. */
const whatHappened: DraftSection = ({ say }) => ({
  blocks: [
    paragraph('{{what_happened}}'),
    facts([
      [say('facts.reference'), '{{reference}}'],
      [say('facts.domains'), '{{domains}}'],
      [say('facts.since'), '{{first_seen}}'],
    ]),
    paragraph(say('facts.shared')),
  ],
  cites: ['000-26', '000-27', '001-22', '002-10'],
});

const done: DraftSection = ({ say }) => ({ blocks: [paragraph('{{state_now}}'), paragraph(say('done.discreet'))], cites: ['002-27'] });

const yourMail: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('your_mail.outgoing')), list(say('your_mail.returned'), say('your_mail.again'), say('your_mail.urgent'))],
  cites: ['000-27', '001-33'],
});

const contact: DraftSection = ({ say, common }) => ({
  blocks: [paragraph(say('contact.sorry')), paragraph(say('contact.help')), whyYou({ common })],
  cites: ['001-09'],
});

/** To a client who only shares an address, a server or a pack with what happened. */
export const innocentNotice: Sections<'innocent_notice'> = { facts: whatHappened, done, your_mail: yourMail, contact };
