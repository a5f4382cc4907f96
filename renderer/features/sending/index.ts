export { OutboxList } from './outbox-list.tsx';
export { secondsFor, usePaceWords } from './pace.ts';
export { SendingTabs } from './sending-tabs.tsx';
