export { type ShellFacts, systemHandlers } from './system.handlers.ts';
