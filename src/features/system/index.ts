export { type Neighbours, type ShellFacts, type Surroundings, systemHandlers } from './system.handlers.ts';
