export { compose, type Desk, draftOf, type Letter, languageOf, newToken, openDesk } from './compose.ts';
export { seal, takenTokens } from './issue.ts';
export { noticesHandlers, withdrawNotice } from './notices.handlers.ts';
export { type Enqueue, type Envelope, insertNotice } from './notices.repo.ts';
export { previewOf } from './preview.ts';
export { loadRecipients, type Recipient } from './recipients.repo.ts';
export { composeText, findRecipient, textPreviewHandlers } from './text-preview.ts';
export { EXAMPLE_TOKEN } from './values.rules.ts';
