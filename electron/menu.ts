import { Menu, type MenuItemConstructorOptions } from 'electron/main';
import type { Words } from './words.ts';

export interface MenuContext {
  readonly words: Words;
  readonly platform: string;
  readonly developing: boolean;
  openDataFolder(): void;
}

type Items = MenuItemConstructorOptions[];

const SEPARATOR = { type: 'separator' } as const;

/** The application's menu in the user's language. Roles do the work, so that the system's own shortcuts keep working. */
export function buildMenu(context: MenuContext): Menu {
  const { words, platform } = context;
  const mac = platform === 'darwin';
  return Menu.buildFromTemplate([
    ...(mac ? [appMenu(words)] : []),
    { label: words.menu('file'), submenu: fileItems(context) },
    { label: words.menu('edit'), submenu: editItems(words) },
    { label: words.menu('view'), submenu: viewItems(context) },
    {
      label: words.menu('window'),
      role: 'windowMenu',
      submenu: [
        { role: 'minimize', label: words.menu('minimize') },
        { role: 'close', label: words.menu('close') },
      ],
    },
    ...(mac ? [] : [{ label: words.menu('help'), submenu: [{ role: 'about', label: words.menu('about') }] } satisfies MenuItemConstructorOptions]),
  ]);
}

/** What the right mouse button offers on text: the page itself has no such menu in Electron. */
export function buildTextMenu(words: Words, { isEditable, hasSelection }: { readonly isEditable: boolean; readonly hasSelection: boolean }): Menu | null {
  if (isEditable) return Menu.buildFromTemplate(editItems(words));
  return hasSelection ? Menu.buildFromTemplate([{ role: 'copy', label: words.menu('copy') }]) : null;
}

function appMenu(words: Words): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    label: 'Sendward',
    submenu: [
      { role: 'about', label: words.menu('about') },
      SEPARATOR,
      { role: 'services', label: words.menu('services') },
      SEPARATOR,
      { role: 'hide', label: words.menu('hide') },
      { role: 'hideOthers', label: words.menu('hideOthers') },
      { role: 'unhide', label: words.menu('showAll') },
      SEPARATOR,
      { role: 'quit', label: words.menu('quit') },
    ],
  };
}

function fileItems({ words, platform, openDataFolder }: MenuContext): Items {
  const open: Items = [{ label: words.menu('openDataFolder'), click: () => openDataFolder() }];
  if (platform === 'darwin') return open;
  return [...open, SEPARATOR, { role: 'quit', label: words.menu('quit'), accelerator: 'CmdOrCtrl+Q' }];
}

function editItems(words: Words): Items {
  return [
    { role: 'undo', label: words.menu('undo') },
    { role: 'redo', label: words.menu('redo') },
    SEPARATOR,
    { role: 'cut', label: words.menu('cut') },
    { role: 'copy', label: words.menu('copy') },
    { role: 'paste', label: words.menu('paste') },
    { role: 'selectAll', label: words.menu('selectAll') },
  ];
}

function viewItems({ words, developing }: MenuContext): Items {
  const tools: Items = [SEPARATOR, { role: 'reload', label: words.menu('reload') }, { role: 'toggleDevTools', label: words.menu('developerTools') }];
  return [
    { role: 'resetZoom', label: words.menu('actualSize') },
    { role: 'zoomIn', label: words.menu('zoomIn') },
    // The plus of the number pad, and of keyboards where it needs Shift.
    { role: 'zoomIn', label: words.menu('zoomIn'), accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut', label: words.menu('zoomOut') },
    SEPARATOR,
    { role: 'togglefullscreen', label: words.menu('fullScreen') },
    ...(developing ? tools : []),
  ];
}
