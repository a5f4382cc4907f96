export { AccountChoice, type OwnCase } from './account-choice.tsx';
export { HostMailDrop } from './host-mail-drop.tsx';
export { KeptMails, useDatedByMail } from './kept-mails.tsx';
export { proposalOf } from './proposal.rules.ts';
