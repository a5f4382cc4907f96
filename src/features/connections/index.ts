export { type Connections, createConnections } from './connections.ts';
export { connectionsSummary } from './summary.repo.ts';
