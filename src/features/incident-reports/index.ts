export { incidentReportHandlers } from './incident-reports.handlers.ts';
