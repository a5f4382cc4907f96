export { DifferencesNotice } from './differences-notice.tsx';
export { HostsTabs } from './hosts-tabs.tsx';
export { PackConnection, PackState } from './pack-connection.tsx';
