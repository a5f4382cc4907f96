export { ClientAcknowledgements } from './client-acknowledgements.tsx';
export { eventsOf } from './timeline-events.ts';
