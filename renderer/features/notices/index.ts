export { MendLinks, useFieldNames } from './missing-fields.tsx';
export { NoticesTabs } from './notices-tabs.tsx';
