import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { app } from './app.ts';
import { records } from './records.ts';

const Item = z.looseObject({ label: z.string().optional(), role: z.string().optional(), accelerator: z.string().optional(), type: z.string().optional() });
const Template = z.array(z.looseObject({ ...Item.shape, submenu: z.array(Item).optional() }));

/** Menus are recorded: what they offer can be read and clicked, how they look cannot. */
export class Menu {
  static current: Menu | null = null;
  readonly items: z.infer<typeof Template>;

  private constructor(items: z.infer<typeof Template>) {
    this.items = items;
  }

  static buildFromTemplate(template: unknown): Menu {
    return new Menu(Template.parse(template));
  }

  static setApplicationMenu(menu: Menu): void {
    Menu.current = menu;
  }

  popup(): void {}

  click(label: string): void {
    const item = this.items.flatMap(({ submenu }) => submenu ?? []).find((candidate) => candidate.label === label);
    const action: unknown = item?.['click'];
    if (typeof action === 'function') action();
    else if (item?.role === 'quit') app.quit();
    else throw new Error(`Nothing happens on "${label}"`);
  }
}

/** Notifications are recorded; the newest that was not taken away can be clicked. */
export class Notification extends EventEmitter {
  static readonly open = new Set<Notification>();
  readonly #options: { readonly title: string; readonly body: string };

  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    app.needReady('new Notification');
    this.#options = options;
  }

  static isSupported(): boolean {
    return process.env['STAND_IN_NOTIFICATIONS'] !== 'none';
  }

  show(): void {
    const { title, body } = this.#options;
    records.notifications.push({ title, body });
    Notification.open.add(this);
    this.emit('show');
  }

  static click(): void {
    const shown = [...Notification.open].at(-1);
    if (shown === undefined) throw new Error('No notification');
    Notification.open.delete(shown);
    shown.emit('click');
  }
}

/** Answers of the dialogs to come, set by tests; the first button when there is none. */
export const dialogAnswers: number[] = [];

export const dialog = {
  showMessageBox: async (...args: readonly unknown[]): Promise<{ response: number }> => {
    records.dialogs.push(args.at(-1));
    return { response: dialogAnswers.shift() ?? 0 };
  },
  showErrorBox: (title: string, content: string): void => {
    records.dialogs.push({ title, content });
    process.stderr.write(`${JSON.stringify({ errorBox: { title, content } })}\n`);
  },
};

export const shell = {
  openExternal: async (url: string): Promise<void> => void records.openedExternally.push(url),
  openPath: async (path: string): Promise<string> => {
    records.openedPaths.push(path);
    return '';
  },
};

export const nativeTheme = {
  get themeSource(): string {
    return records.themeSource;
  },
  set themeSource(value: string) {
    records.themeSource = value;
  },
  shouldUseDarkColors: false,
};

export const screen = {
  getAllDisplays: (): object[] => {
    app.needReady('screen');
    return [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }];
  },
};

export const powerMonitor = new EventEmitter();
export const ipcMain = new EventEmitter();
export const crashReporter = {
  start: (options: unknown): void => {
    records.crashReporter = options;
  },
};

const BACKEND = process.env['STAND_IN_KEY_STORE'] ?? 'gnome_libsecret';

/** Sealing that a reader can tell from plain text and that a wrong key breaks; it protects nothing. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    app.needReady('safeStorage');
    return true;
  },
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    app.needReady('safeStorage');
    return Buffer.concat([Buffer.from('v11'), flip(Buffer.from(text))]);
  },
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    app.needReady('safeStorage');
    if (sealed.subarray(0, 3).toString() !== 'v11') throw new Error('Error while decrypting the ciphertext');
    return { result: flip(sealed.subarray(3)).toString(), shouldReEncrypt: false };
  },
  getSelectedStorageBackend: (): string => (app.isReady() ? BACKEND : 'unknown'),
};

function flip(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0x5a));
}
