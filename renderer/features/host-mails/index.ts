export { HostMailDrop } from './host-mail-drop.tsx';
export { proposalOf } from './proposal.rules.ts';
