export { alertsHandlers } from './alerts.handlers.ts';
export { judgeAlerts } from './judge.ts';
export { wilsonLowerBound } from './stats/wilson.rules.ts';
export { alertsSummary } from './summary.ts';
export { type UsualOf, usualRange } from './usual.ts';
