export { type DateOrder, DateOrderOf, dateOrder, isDated, parseDate } from './dates.rules.ts';
export { detectEncoding, isBinary, isContainer } from './encoding.rules.ts';
export { importsHandlers } from './imports.handlers.ts';
export { readSource } from './source.ts';
export { openTable, type TableSource } from './table.ts';
export { headerKey } from './words.rules.ts';
