export { type Address, isUnsafe, keyOfKnown, parseAddress, parseDomain } from './address.rules.ts';
export { addClientEvent } from './card.repo.ts';
export { clientsHandlers } from './clients.handlers.ts';
export { countBlockedClients } from './list.repo.ts';
export { packLabels } from './pack.repo.ts';
export { loadRecords, saveRecords } from './record.repo.ts';
export { type AccountRecord, type ClientRecord, type ContactRecord, tidyNote } from './record.rules.ts';
export { type AccountTold, accountTold, type Day, packVersions } from './told.repo.ts';
