export { ClientAcknowledgements } from './client-acknowledgements.tsx';
export { RepliesTab } from './replies-tab.tsx';
export { eventsOf } from './timeline-events.ts';
