export { createReminders, type Reminders } from './reminders.ts';
