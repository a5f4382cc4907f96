export { createReminders } from './reminders.ts';
