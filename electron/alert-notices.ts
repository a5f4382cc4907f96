import { app, Notification } from 'electron/main';
import type { FromCore } from './core-process/messages.ts';

type AlertsTold = Extract<FromCore, { kind: 'alerts' }>;

export interface AlertNoticesOptions {
  /** Somebody clicked: show the page at that place. */
  open(path: string): void;
  /** The system shows none, such as to an app that is not signed. */
  failed(cause: string): void;
}

/** Notifications of the system about alerts, and the number on the app's icon. The list in the page holds all of them, whatever the system does with these. */
export class AlertNotices {
  readonly #options: AlertNoticesOptions;
  /** Kept until they are gone: one that is collected can be clicked no more. */
  readonly #shown = new Set<Notification>();

  constructor(options: AlertNoticesOptions) {
    this.#options = options;
  }

  tell({ unseen, notice }: AlertsTold): void {
    app.setBadgeCount(unseen);
    if (notice === null || !Notification.isSupported()) return;
    const { title, body, path } = notice;
    const shown = new Notification({ title, body });
    this.#shown.add(shown);
    shown.on('click', () => {
      this.#shown.delete(shown);
      this.#options.open(path);
    });
    shown.on('close', () => this.#shown.delete(shown));
    shown.on('failed', (_event, error) => {
      this.#shown.delete(shown);
      this.#options.failed(error);
    });
    shown.show();
  }
}
