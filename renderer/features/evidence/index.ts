export { ExportProof } from './evidence-drawer.tsx';
export { RungTag } from './rung-tag.tsx';
