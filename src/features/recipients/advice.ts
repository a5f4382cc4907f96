import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';

type Own = Handlers<Contract['recipients']>;

/** Stands for the sending address in a wording. */
const SENDER = '{{sender}}';

/** How to trust a sender at a service: the reseller's own wording, else the one that comes with the program. */
export async function advice(core: Core, { service, language, sender }: Parameters<Own['advice']>[0]): ReturnType<Own['advice']> {
  const row = await core.db.read
    .selectFrom('trust_advice')
    .where('service', '=', service)
    .where('language', '=', language)
    .select('wording')
    .executeTakeFirst();
  const wording = row?.wording ?? core.texts.t(language, `trust:${service}`);
  const place = core.texts.t(language, 'trust:place');
  return { service, language, wording, text: wording.replaceAll(SENDER, sender.trim() || place), own: row !== undefined };
}

/** Keeps an own wording, or gives it back. */
export async function setAdvice(core: Core, { service, language, wording }: Parameters<Own['setAdvice']>[0]): ReturnType<Own['setAdvice']> {
  await core.db.write(async (tx) => {
    if (wording === null) {
      await tx.deleteFrom('trust_advice').where('service', '=', service).where('language', '=', language).execute();
      return;
    }
    const kept = { wording, author: await readAuthor(core, tx), edited_at: core.clock.now() };
    await tx
      .insertInto('trust_advice')
      .values({ service, language, ...kept })
      .onConflict((conflict) => conflict.columns(['service', 'language']).doUpdateSet(kept))
      .execute();
  });
  core.changed('incidents');
  return await advice(core, { service, language, sender: '' });
}
