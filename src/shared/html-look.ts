type Colour = readonly [red: number, green: number, blue: number];

/** How the text of an element looks, as far as it can make it unreadable; what is inside inherits it. */
export interface Look {
  /** Taken out of sight with everything inside: nothing in it can be seen again. */
  readonly gone: boolean;
  /** Invisible or without size: an element inside may be visible again. */
  readonly veiled: boolean;
  readonly tiny: boolean;
  /** Null = not known. */
  readonly ink: Colour | null;
  readonly ground: Colour | null;
}

/** How a page looks before anything in it says otherwise. */
export const PLAIN: Look = { gone: false, veiled: false, tiny: false, ink: [0, 0, 0], ground: [255, 255, 255] };

/** Channels that differ by less cannot be told apart on a screen. */
const ALIKE = 24;

/** Whether nobody can read text that looks so. */
export function isUnreadable({ gone, veiled, tiny, ink, ground }: Look): boolean {
  return gone || veiled || tiny || (ink !== null && ground !== null && ink.every((channel, index) => Math.abs(channel - (ground[index] ?? 0)) < ALIKE));
}

type Style = ReadonlyMap<string, string>;

/** Declarations of CSS by property; the last of each counts. */
function styleOf(css: string): Style {
  const declared = css.replace(/\/\*.*?\*\//gs, '').split(';');
  return new Map(
    declared.map((each) => {
      const colon = each.indexOf(':');
      const value = each.slice(colon + 1).replace(/!\s*important/i, '');
      return [each.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase()] as const;
    }),
  );
}

/** Values that take an element out of sight by themselves. */
const REMOVES: readonly (readonly [property: string, value: RegExp])[] = [
  ['display', /^none/],
  ['opacity', /^(0|0?\.0\d*|[0-4]%)$/],
  ['max-height', /^0/],
  ['max-width', /^0/],
  ['mso-hide', /^all/],
  ['content-visibility', /^hidden/],
  ['clip', /^rect\(\s*[01](px)?[\s,]/],
  ['clip-path', /^(inset\(\s*(50|100)%|circle\(\s*0)/],
  ['transform', /scale[xy]?\(\s*0?\.?0*\s*[,)]/],
  ...['left', 'top', 'right', 'bottom', 'text-indent', 'margin-left', 'margin-top'].map((side) => [side, /^-\d{3,}/] as const),
];

function removes(style: Style): boolean {
  const has = (property: string, value: RegExp): boolean => value.test(style.get(property) ?? '');
  const cut = has('overflow', /hidden|clip/) || has('overflow-y', /hidden|clip/) || has('overflow-x', /hidden|clip/);
  return REMOVES.some(([property, value]) => has(property, value)) || (cut && (has('height', /^0/) || has('width', /^0/)));
}

/** Whether text of this size is too small to read; `around` is what it is relative to. */
function isTiny(style: Style, around: boolean): boolean {
  const size = style.get('font-size') ?? /(?:^|\s)(\d*\.?\d+(?:px|pt|r?em|%)?)(?:\s*\/|\s)/.exec(style.get('font') ?? '')?.[1];
  const [, number = '', unit = ''] = /^(\d*\.?\d+)\s*([a-z%]*)/.exec(size ?? '') ?? [];
  if (number === '') return size === undefined || /^(inherit|smaller|larger)/.test(size) ? around : false;
  const value = Number(number);
  if (unit === 'em' || unit === '%') return around || value < (unit === '%' ? 20 : 0.2);
  return value < (unit === 'rem' ? 0.2 : 2);
}

const NAMED: Readonly<Record<string, Colour>> = { white: [255, 255, 255], black: [0, 0, 0], snow: [255, 250, 250], ivory: [255, 255, 240] };

/** A colour whose share of opacity is nothing. */
const CLEAR = /^(?:rgb|hsl)a?\((?:(?:[^,)]+,){3}|[^/)]+\/)\s*(?:0?\.0*|0)%?\s*\)/;

/** Null for what is not known; `clear` for no colour at all. */
function colourOf(text: string): Colour | 'clear' | null {
  if (text.startsWith('transparent') || CLEAR.test(text)) return 'clear';
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})\b/.exec(text)?.[1];
  if (hex !== undefined) {
    const [red = '', green = '', blue = ''] = hex.match(hex.length === 3 ? /./g : /../g) ?? [];
    const channel = (digits: string): number => Number.parseInt(digits.padEnd(2, digits), 16);
    return [channel(red), channel(green), channel(blue)];
  }
  const [, red, green, blue] = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(text) ?? [];
  if (red !== undefined) return [Number(red), Number(green), Number(blue)];
  return NAMED[/^[a-z]+/.exec(text)?.[0] ?? ''] ?? null;
}

function inkOf(style: Style, said: string | undefined, around: Look): Look['ink'] | 'clear' {
  const text = style.get('color') ?? said?.trim().toLowerCase();
  return text === undefined || text.startsWith('inherit') ? around.ink : colourOf(text);
}

function groundOf(style: Style, said: string | undefined, around: Look): Look['ground'] {
  const text = style.get('background-color') ?? style.get('background') ?? said?.trim().toLowerCase();
  if (text === undefined || /^(none|inherit|initial|unset)/.test(text)) return around.ground;
  const colour = colourOf(text);
  return colour === 'clear' ? around.ground : colour;
}

/** How an element looks inside another, by its attributes and by the classes and ids that the page hides. */
export function lookOf(attributes: ReadonlyMap<string, string>, around: Look, hiding: ReadonlySet<string>): Look {
  const style = styleOf(attributes.get('style') ?? '');
  const classes = (attributes.get('class') ?? '').split(/\s+/).map((name) => `.${name.toLowerCase()}`);
  const named = [...classes, `#${(attributes.get('id') ?? '').toLowerCase()}`].some((name) => hiding.has(name));
  const ink = inkOf(style, attributes.get('color') ?? attributes.get('text'), around);
  const visibility = style.get('visibility');
  return {
    gone: around.gone || named || ink === 'clear' || attributes.has('hidden') || removes(style),
    veiled: visibility === undefined ? around.veiled : /^(hidden|collapse)/.test(visibility),
    tiny: isTiny(style, around.tiny),
    ink: ink === 'clear' ? around.ink : ink,
    ground: groundOf(style, attributes.get('bgcolor'), around),
  };
}

/** Classes (".name") and ids ("#name") that the style sheets of a page take out of sight, on whatever screen. */
export function hidingNames(html: string): ReadonlySet<string> {
  const sheets = html
    .toLowerCase()
    .split('<style')
    .slice(1)
    .map((sheet) => sheet.split('</style', 1)[0] ?? '');
  const rules = sheets.flatMap((sheet) => sheet.split('}')).map((rule) => rule.split('{'));
  const hiding = rules.filter((rule) => isUnreadable(lookOf(new Map([['style', rule.at(-1) ?? '']]), PLAIN, new Set())));
  const selectors = hiding.flatMap((rule) => rule.at(-2)?.split(',') ?? []);
  return new Set(
    selectors.flatMap(
      (selector) =>
        selector
          .trim()
          .split(/[\s>+~]+/)
          .at(-1)
          ?.match(/[.#][\w-]+/g) ?? [],
    ),
  );
}
