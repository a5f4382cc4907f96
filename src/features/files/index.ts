export { filesHandlers } from './files.handlers.ts';
