export { alertsHandlers } from './alerts.handlers.ts';
export { packsToJudge } from './episodes.repo.ts';
export { judgeAlerts } from './judge.ts';
export { chanceOf, LEAST_WINDOWS } from './spike.rules.ts';
export { median, quantile } from './stats/robust.rules.ts';
export { wilsonLowerBound } from './stats/wilson.rules.ts';
export { usualRange } from './usual.ts';
