export { dossiersHandlers } from './dossiers.handlers.ts';
export { dossierRows } from './view.ts';
