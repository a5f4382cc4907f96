export { alertsHandlers } from './alerts.handlers.ts';
export { judgeAlerts } from './judge.ts';
export { wilsonLowerBound } from './stats/wilson.rules.ts';
export { usualRange } from './usual.ts';
