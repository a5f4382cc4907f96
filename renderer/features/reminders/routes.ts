import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

const planned = onDemand(async () => (await import('./planned-screen.tsx')).PlannedScreen);

export const remindersRoutes: readonly ScreenRoute[] = [
  { path: '/reminders', screen: onDemand(async () => (await import('./overview-screen.tsx')).OverviewScreen) },
  { path: '/reminders/planned', screen: planned },
  { path: '/reminders/planned/:show', screen: planned },
  { path: '/reminders/rules', screen: onDemand(async () => (await import('./rules-screen.tsx')).RulesScreen) },
  { path: '/reminders/pauses', screen: onDemand(async () => (await import('./pauses-screen.tsx')).PausesScreen) },
  { path: '/reminders/history', screen: onDemand(async () => (await import('./history-screen.tsx')).HistoryScreen) },
];
