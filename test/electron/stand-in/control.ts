import { z } from 'zod';
import { app } from './app.ts';
import { windows } from './browser-window.ts';
import { records } from './records.ts';
import { defaultSession } from './session.ts';
import { dialogAnswers, Menu, Notification, powerMonitor } from './shell-modules.ts';

const Command = z.object({ id: z.number(), verb: z.string(), argument: z.unknown().optional() });
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ exception: z.object({ description: z.string() }) }).optional(),
});

function page() {
  const [window] = [...windows];
  if (window === undefined) throw new Error('No window');
  return window;
}

async function evaluate(expression: string): Promise<unknown> {
  const { result, exceptionDetails } = Evaluated.parse(
    await page().webContents.command('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
      allowUnsafeEvalBlockedByCSP: false,
    }),
  );
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception.description);
  return result.value;
}

const permission = z.object({ permission: z.string(), origin: z.string() });

/** What tests may do from outside: look, and act as user or system. */
const verbs: Readonly<Record<string, (argument: unknown) => unknown>> = {
  evaluate: (expression) => evaluate(z.string().parse(expression)),
  records: () => records,
  url: () => page().webContents.getURL(),
  windows: () => windows.size,
  menu: () =>
    Menu.current?.items.map(({ label, role, submenu }) => ({
      label,
      role,
      items: (submenu ?? []).map((item) => ({ label: item.label, role: item.role, type: item.type })),
    })),
  clickMenu: (label) => Menu.current?.click(z.string().parse(label)),
  clickNotification: () => Notification.click(),
  closeWindow: () => page().close(),
  quit: () => app.quit(),
  shutdown: () => powerMonitor.emit('shutdown'),
  crashPage: () =>
    void page()
      .webContents.command('Page.crash')
      .catch(() => {}),
  killCore: () => process.kill(records.utilityProcesses.at(-1) ?? 0, 'SIGKILL'),
  dialogAnswer: (response) => dialogAnswers.push(z.number().parse(response)),
  mayUse: (argument) => {
    const asked = permission.parse(argument);
    let granted = false;
    const answered = (answer: boolean): void => {
      granted = answer;
    };
    defaultSession.permissionRequest?.(null, asked.permission, answered, { requestingUrl: asked.origin });
    return { request: granted, check: defaultSession.permissionCheck?.(null, asked.permission, asked.origin) };
  },
  screenshot: () => page().webContents.command('Page.captureScreenshot', { format: 'png' }),
};

/** Takes orders over the channel of the process that started this one. */
export function obeyTests(): void {
  process.on('message', async (message) => {
    const { id, verb, argument } = Command.parse(message);
    try {
      const act = verbs[verb];
      if (act === undefined) throw new Error(`No verb "${verb}"`);
      process.send?.({ id, value: (await act(argument)) ?? null });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}
