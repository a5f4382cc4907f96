import type { AlertSettings } from '../../contract/alerts.ts';

/** What holds until the user chooses: chances and effect size of policy facts 6.2, and a threshold a fifth below the host's. */
export const DEFAULT_ALERT_SETTINGS: AlertSettings = {
  ownShare: 0.8,
  levels: [50, 80, 100],
  warnBelow: 1e-4,
  actBelow: 1e-6,
  times: 3,
  above: 20,
  failuresLeast: 10,
  failuresWarn: 0.05,
  failuresAct: 0.1,
  lostMinutes: 360,
  notifyFrom: 'warn',
};
