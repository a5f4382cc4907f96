import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../ports/database.ts';
import type { Schema } from './schema.ts';

export type Db = Database<Schema>;
/** Either side may read. */
export type ReadDb = Kysely<Schema> | Transaction<Schema>;
/** Only inside `Db.write`. */
export type WriteDb = Transaction<Schema>;
