export { type Connections, createConnections } from './connections.ts';
export { panelSecrets } from './panels.ts';
export { connectionsSummary } from './summary.repo.ts';
