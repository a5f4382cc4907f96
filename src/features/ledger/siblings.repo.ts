import type { ReadDb } from '../../db/db.ts';
import { LANGUAGES } from '../../shared/language.ts';

/** The texts of a version in all languages, as one JSON list: its SHA-256 is the hash the version was published under. */
export async function siblingsText(db: ReadDb, versionId: string): Promise<string> {
  const texts = await db.selectFrom('policy_text').select(['language', 'content']).where('version_id', '=', versionId).execute();
  const order = LANGUAGES.flatMap((language) => texts.filter((text) => text.language === language));
  return `[${order.map(({ content }) => content).join(',')}]`;
}
