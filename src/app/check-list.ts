/** What a thread that looks through lists of addresses needs of the features: nothing but rules. */
export { type ListAtHand, listTableBytes, readList } from '../features/checks/index.ts';
