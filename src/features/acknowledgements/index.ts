export { createAcknowledgements } from './acknowledgements.ts';
export { documentType, isWhole } from './document.rules.ts';
export { splitWords } from './own-words.rules.ts';
export { bodyOf as mailBody, readMail } from './reading.rules.ts';
export { isContact } from './replies.repo.ts';
export { openMail } from './take-in.ts';
