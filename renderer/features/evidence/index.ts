export { ExportProof } from './export-proof.tsx';
export { ProofTabs } from './proof-tabs.tsx';
export { ProofTag, RungTag } from './rung-tag.tsx';
