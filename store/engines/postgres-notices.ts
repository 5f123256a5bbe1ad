import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client, type ClientConfig } from 'pg';

import type { Notices } from './engine';

/** All stores of a database share the channel; the schema in the notice tells them apart. */
const CHANNEL = 'business_messaging_waiting';
/** Wait before a lost connection is opened again. */
const RECONNECT_MS = 1_000;

export interface PostgresNotices extends Notices {
	/** Stops all listening. */
	close(): void;
}

/**
 * Sends and receives notices by PostgreSQL's LISTEN and NOTIFY
 * (https://www.postgresql.org/docs/current/sql-notify.html).
 */
export function postgresNotices(config: ClientConfig, schema: string): PostgresNotices {
	const open = new Set<ListeningConnection>();
	return {
		send: (dueInMs) => sql`select pg_notify(${CHANNEL}, ${`${schema} ${dueInMs}`})`,
		listen: (heard) => {
			const connection = new ListeningConnection(config, (notice) => {
				const [ofSchema, dueInMs] = notice.split(' ');
				if (ofSchema === schema) heard(Number(dueInMs));
			});
			open.add(connection);
			void connection.keepOpen(() => heard(0));
			return () => {
				open.delete(connection);
				connection.close();
			};
		},
		close: () => {
			for (const connection of open) connection.close();
			open.clear();
		},
	};
}

/** A method of `pg` that its types lack. */
interface Unreferenced {
	unref(): void;
}

/** A connection of its own, because a pooled one would end when it is idle. It does not keep the process alive. */
class ListeningConnection {
	#client: Client | undefined;
	#isClosed = false;

	constructor(
		private readonly config: ClientConfig,
		private readonly heard: (notice: string) => void,
	) {}

	/** Connects again whenever the connection is lost, until it is closed. */
	async keepOpen(whenConnected: () => void): Promise<void> {
		while (!this.#isClosed) {
			await this.#listenUntilLost(whenConnected).catch(() => undefined);
			if (!this.#isClosed) await pause(RECONNECT_MS, undefined, { ref: false });
		}
	}

	close(): void {
		this.#isClosed = true;
		void this.#client?.end().catch(() => undefined);
	}

	async #listenUntilLost(whenConnected: () => void): Promise<void> {
		const client = new Client(this.config);
		this.#client = client;
		client.on('error', () => undefined);
		client.on('notification', ({ payload }) => this.heard(payload ?? ''));
		const lost = new Promise<void>((resolve) => client.once('end', resolve));
		try {
			await client.connect();
			(client as Client & Unreferenced).unref();
			await client.query(`listen ${CHANNEL}`);
			// Notices from before are not repeated.
			whenConnected();
			await lost;
		} finally {
			await client.end().catch(() => undefined);
		}
	}
}
