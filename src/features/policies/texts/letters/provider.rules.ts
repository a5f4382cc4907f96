import { type DraftSection, facts, known, list, paragraph, type Sections } from '../section.rules.ts';

/** The facts that such a ticket needs (rule 003-14): who receives nothing, the last mail, and what the server said. */
const recipient: DraftSection = ({ say }) => ({
  blocks: [
    paragraph(say('recipient.intro')),
    facts([
      [say('recipient.reference'), '{{reference}}'],
      [say('recipient.account'), '{{account}}'],
      [say('recipient.domains'), '{{domains}}'],
      [say('recipient.address'), '{{recipient_address}}'],
      [say('recipient.last_mail'), '{{last_mail_on}}'],
      [say('recipient.code'), '{{failure_code}}'],
      [say('recipient.sender'), '{{sending_address}}'],
    ]),
  ],
  cites: ['003-04', '003-06', '003-14'],
});

/** What the host's mail provider is to be asked. */
const request: DraftSection = ({ rules, say, common }) => {
  const days = known(rules.recipientBlockDays);
  return {
    blocks: [
      paragraph('{{asked_before}}'),
      paragraph(say('request.intro')),
      list(
        say('request.why'),
        days === null ? say('request.until') : say('request.until_days', { value: common('value.days', { count: days }) }),
        say('request.lift'),
      ),
    ],
    basis: rules.recipientBlockDays.state === 'known' ? ['recipientBlockDays'] : [],
    cites: ['003-05', '003-07', '003-15'],
  };
};

const confirmation: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('confirmation.recipient')), paragraph(say('confirmation.how'))],
  cites: ['003-08', '003-16', '003-17'],
});

const contact: DraftSection = ({ say }) => ({ blocks: [paragraph(say('contact.contact'))] });

/** To the host, for one recipient whom his mail provider blocks. */
export const recipientProvider: Sections<'recipient_provider'> = { recipient, request, confirmation, contact };
