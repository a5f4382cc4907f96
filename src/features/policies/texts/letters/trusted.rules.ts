import { type DraftSection, paragraph, type Sections, whyYou } from '../section.rules.ts';

/** What the recipient does in the mailbox where he reads: the steps are chosen by the case, or reworded there. */
const steps: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('steps.intro')), paragraph('{{trust_steps}}')],
  cites: ['003-10'],
});

/** Only the client writes to him; people also have to expect the address. */
const passOn: DraftSection = ({ say, common }) => ({
  blocks: [paragraph(say('pass_on.how')), paragraph(say('pass_on.announce')), whyYou({ common })],
  cites: ['001-09', '003-09'],
});

/** To a client whose recipient shall trust the sender: what to pass on to him. */
export const trustedSender: Sections<'trusted_sender'> = { steps, pass_on: passOn };
