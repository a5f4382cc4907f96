export { createAcknowledgements } from './acknowledgements.ts';
