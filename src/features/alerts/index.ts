export { alertsHandlers } from './alerts.handlers.ts';
export { judgeAlerts } from './judge.ts';
export { alertsSummary } from './summary.ts';
export { type UsualOf, usualRange } from './usual.ts';
