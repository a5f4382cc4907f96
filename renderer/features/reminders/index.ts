export { ClientField, type NamedClient } from './client-field.tsx';
export { ClientReminders } from './client-reminders.tsx';
export { PromiseCheck } from './promises.tsx';
