import { CircleAlert, CircleCheck, CircleHelp, Info, OctagonX } from 'lucide-react';

/** What a colour means: fine, needs a look, does not work, not known, plain information. */
export type Tone = 'ok' | 'attention' | 'stopped' | 'unknown' | 'info';

/** The icon that always goes with a tone: colour alone says nothing. */
export const TONE_ICONS = { ok: CircleCheck, attention: CircleAlert, stopped: OctagonX, unknown: CircleHelp, info: Info } as const;
