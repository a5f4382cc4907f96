export { filesHandlers } from './files.handlers.ts';
export { refuseSize, wholeFile } from './whole-file.ts';
