export { ClientIncidents } from './client-incidents.tsx';
export { TodayIncidents } from './today-incidents.tsx';
