import { shell } from 'electron/common';
import { mayOpen } from './external-links.ts';

/** Opens an allowed link in the user's browser or mail program; any other is dropped. The only door to the system's opener. */
export async function openExternal(url: string): Promise<void> {
  if (mayOpen(url)) await shell.openExternal(url);
}
