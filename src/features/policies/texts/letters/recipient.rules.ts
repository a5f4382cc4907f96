import { channelInWords } from '../channels.rules.ts';
import { type DraftSection, facts, known, list, paragraph, type Sections, whyYou } from '../section.rules.ts';

/** First step: who does not receive, since when, and what kind of failure it was. */
const ticket: DraftSection = (draft) => {
  const { say, ask } = draft;
  const channel = channelInWords(draft, 'recipient');
  return {
    blocks: [
      paragraph(say('ticket.intro')),
      facts([
        [say('ticket.recipient'), '{{recipient_address}}'],
        [say('ticket.last_mail'), '{{last_mail_on}}'],
        [say('ticket.code'), '{{failure_code}}'],
        [say('ticket.sender'), '{{sending_address}}'],
      ]),
      paragraph(channel === null ? say('ticket.channel_unknown', { ask }) : say('ticket.channel', { channel })),
      paragraph(say('ticket.classes')),
      list(say('ticket.temporary'), say('ticket.permanent'), say('ticket.blocked')),
    ],
    basis: ['channels'],
    cites: ['003-03', '003-04', '003-06', '003-07', '003-14'],
  };
};

/** Second step, and how long such a block lasts. */
const provider: DraftSection = ({ rules, say, common, ask }) => {
  const days = known(rules.recipientBlockDays);
  return {
    blocks: [
      paragraph(say('provider.asks')),
      paragraph(days === null ? say('provider.days_unknown', { ask }) : say('provider.days', { value: common('value.days', { count: days }) })),
    ],
    basis: ['recipientBlockDays'],
    cites: ['003-05', '003-15'],
  };
};

/** Third step: the recipient himself writes. That is a rule of the mail provider, not a law. */
const confirmation: DraftSection = ({ say }) => ({
  blocks: [
    paragraph(say('confirmation.recipient')),
    paragraph(say('confirmation.words')),
    paragraph(say('confirmation.rule')),
    paragraph(say('confirmation.spam')),
  ],
  cites: ['003-08', '003-16', '003-17'],
});

const trustedSender: DraftSection = ({ say, common }) => ({
  blocks: [
    paragraph(say('trusted_sender.intro')),
    list(say('trusted_sender.contacts'), say('trusted_sender.junk'), say('trusted_sender.filter'), say('trusted_sender.program')),
    paragraph(say('trusted_sender.announce')),
    whyYou({ common }),
  ],
  cites: ['001-09', '003-09', '003-10'],
});

/** To a client one of whose recipients is blocked. */
export const recipientUnblock: Sections<'recipient_unblock'> = { ticket, provider, confirmation, trusted_sender: trustedSender };
