import { Migrator, type Kysely, type Migration } from 'kysely';

import type { Schema } from '../schema';
import { StoreError } from '../store-error';
import * as firstTables from './0001-first-tables';
import * as installationSecret from './0002-installation-secret';
import * as counterSlots from './0003-counter-slots';
import * as campaigns from './0004-campaigns';
import * as erasures from './0005-erasures';
import * as pacing from './0006-pacing';
import * as refusedWebhooks from './0007-refused-webhooks';
import * as abandonedEvents from './0008-abandoned-events';
import * as simulatorFiles from './0009-simulator-files';
import * as listenersAndTurns from './0010-listeners-and-turns';
import * as businessNumbers from './0011-business-numbers';
import * as sendOutcomes from './0012-send-outcomes';
import * as recentTexts from './0013-recent-texts';
import * as handlersAndStates from './0014-handlers-and-states';
import * as waits from './0015-waits';
import * as agents from './0016-agents';
import * as erasedMessages from './0017-erased-messages';
import * as contactSearch from './0018-contact-search';
import * as waitingReach from './0019-waiting-reach';
import * as silences from './0020-silences';
import * as history from './0021-history';

/**
 * Every step from an empty database to the newest tables, in the order of the names. A released step is never changed:
 * the next one is added.
 */
const MIGRATIONS: Record<string, Migration> = {
	'0001-first-tables': firstTables,
	'0002-installation-secret': installationSecret,
	'0003-counter-slots': counterSlots,
	'0004-campaigns': campaigns,
	'0005-erasures': erasures,
	'0006-pacing': pacing,
	'0007-refused-webhooks': refusedWebhooks,
	'0008-abandoned-events': abandonedEvents,
	'0009-simulator-files': simulatorFiles,
	'0010-listeners-and-turns': listenersAndTurns,
	'0011-business-numbers': businessNumbers,
	'0012-send-outcomes': sendOutcomes,
	'0013-recent-texts': recentTexts,
	'0014-handlers-and-states': handlersAndStates,
	'0015-waits': waits,
	'0016-agents': agents,
	'0017-erased-messages': erasedMessages,
	'0018-contact-search': contactSearch,
	'0019-waiting-reach': waitingReach,
	'0020-silences': silences,
	'0021-history': history,
};

/**
 * Migrates the database to the current version. Several processes may do this at once: the engine lets one migrate, and
 * the others find no work left.
 *
 * @param schema where the tables are; made when it is missing
 * @throws StoreError `newerSchema` when a newer version of this package has been at work; whatever the engine throws
 */
export async function migrate(database: Kysely<Schema>, schema?: string): Promise<void> {
	const migrator = new Migrator({
		db: database,
		provider: { getMigrations: async () => MIGRATIONS },
		migrationTableName: 'store_migrations',
		migrationLockTableName: 'store_migration_lock',
		...(schema !== undefined && { migrationTableSchema: schema }),
		// Sorted by name. Kysely would sort the completed migrations by the clock of the machine, which may have been set
		// back.
		allowUnorderedMigrations: true,
	});
	const { error } = await migrator.migrateToLatest();
	if (error === undefined) return;
	if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
		throw new StoreError({
			code: 'newerSchema',
			title: 'The conversation store was written by a newer version of this package',
			remedy:
				'Update the package in n8n, under Settings > Community nodes, to the version you had before.',
			cause: error,
		});
	}
	throw error;
}
