export { HostsTabs } from './hosts-tabs.tsx';
