export { createReminders } from './reminders.ts';
export { pairKey } from './schedule.ts';
export { toldFacts } from './told.repo.ts';
export { isHeld, workdaysOf } from './workdays.ts';
