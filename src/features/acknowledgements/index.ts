export { type Acknowledgements, createAcknowledgements } from './acknowledgements.ts';
