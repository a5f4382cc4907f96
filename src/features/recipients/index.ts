export { recipientsHandlers } from './recipients.handlers.ts';
export { trustSteps } from './trust.ts';
