export { NoticesTabs } from './notices-tabs.tsx';
