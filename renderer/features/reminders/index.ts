export { ClientReminders } from './client-reminders.tsx';
export { PromiseCheck } from './promises.tsx';
