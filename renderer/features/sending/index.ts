export { OutboxList } from './outbox-list.tsx';
export { OutboxStateTag } from './outbox-state.tsx';
export { secondsFor, usePaceWords } from './pace.ts';
export { SendingTabs } from './sending-tabs.tsx';
