export { FindingGroup } from './mail-result.tsx';
