import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** True when a browser window could appear: always on Windows and macOS, with a display server elsewhere. */
export function hasDisplay(platform: string = process.platform, env: Environment = process.env): boolean {
  return platform === 'win32' || platform === 'darwin' || (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/**
 * Opens an address in the user's browser, when there is a display. The address is printed too, so an opener that is missing or fails
 * costs nothing. It carries a code that works once and for a minute: other users who list processes meanwhile come too late.
 */
export function openInBrowser(url: string): void {
  if (!hasDisplay()) return;
  const [command, args]: [string, string[]] =
    process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : process.platform === 'darwin' ? ['open', [url]] : ['xdg-open', [url]];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.once('error', () => opener.unref());
  opener.unref();
}
