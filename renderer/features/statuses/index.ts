export { HostedStateTag } from './state-tag.tsx';
