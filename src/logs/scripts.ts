import type { MessageRef, NameRef, Place } from './intake.ts';
import type { Keeping } from './keeping.ts';
import { nameOf } from './names.ts';
import { ANYBODY, REPLACED, SCRIPT_SECONDS, SHARED_SECONDS, type Stretch } from './stretch.ts';
import { isSharedUser } from './who.ts';

/** Finds for messages of local users the script that was called before: their own, or the last of all where the web server calls them as one user for everybody. */
export class Scripts {
  readonly #stretch: Stretch;
  readonly #here: Place;
  readonly #keeping: Keeping;

  constructor(stretch: Stretch, here: Place, keeping: Keeping) {
    this.#stretch = stretch;
    this.#here = here;
    this.#keeping = keeping;
  }

  called(user: NameRef, script: NameRef): void {
    const { scripts, awaiting } = this.#stretch;
    for (const key of [user, ANYBODY]) {
      if (!awaiting.has(key)) awaiting.set(key, REPLACED);
      scripts.set(key, { script, at: this.#here.at });
    }
  }

  /** The script that made a message; 0 = none is known. No other message is made by the same call. */
  before(message: MessageRef, user: NameRef): NameRef {
    const { scripts, awaiting, tally } = this.#stretch;
    const shared = isSharedUser(nameOf(tally.names, user));
    const key = shared ? ANYBODY : user;
    const pending = scripts.get(key);
    if (pending === undefined) {
      if (!awaiting.has(key) && this.#keeping.isHeld(message)) awaiting.set(key, message);
      return 0;
    }
    takeScript(scripts, key);
    return this.#here.at - pending.at <= (shared ? SHARED_SECONDS : SCRIPT_SECONDS) ? pending.script : 0;
  }
}

/** Takes the last script of a user away, also from where it stands as the last of all. */
export function takeScript(scripts: Stretch['scripts'], key: NameRef): void {
  const own = scripts.get(key);
  const last = scripts.get(ANYBODY);
  scripts.delete(key);
  if (own !== undefined && last !== undefined && own.script === last.script && own.at === last.at) scripts.delete(ANYBODY);
}
