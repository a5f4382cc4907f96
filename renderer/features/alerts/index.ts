export { useAlertSentence } from './alert-words.ts';
export { AccountAlerts, ClientAlerts } from './alerts-of.tsx';
export { AnnouncementsCard } from './announcements-card.tsx';
export { ThresholdCard } from './threshold-card.tsx';
export { TodayAlerts } from './today-alerts.tsx';
