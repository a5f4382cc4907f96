export { ExportProof } from './export-proof.tsx';
export { ProofTabs } from './proof-tabs.tsx';
export { RungTag } from './rung-tag.tsx';
