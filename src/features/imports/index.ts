export { importsHandlers } from './imports.handlers.ts';
