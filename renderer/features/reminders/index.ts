export { ClientReminders } from './client-reminders.tsx';
