export { type Connections, createConnections } from './connections.ts';
export { accountFinder } from './find-account.repo.ts';
export { panelSecrets } from './panels.ts';
export { dateHeader, type PutIn, readPutIn } from './report-source.ts';
export { connectionsSummary } from './summary.repo.ts';
