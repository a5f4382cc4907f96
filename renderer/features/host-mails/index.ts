export { AccountChoice, type OwnCase } from './account-choice.tsx';
export { AddMailCard, useAddMail } from './add-mail.tsx';
export { HostMailDrop } from './host-mail-drop.tsx';
export { KeptMails, useDatedByMail, useHostWants } from './kept-mails.tsx';
export { type MailInHand, sourceOf } from './mail-source.tsx';
export { listedDomainOf, proposalOf } from './proposal.rules.ts';
