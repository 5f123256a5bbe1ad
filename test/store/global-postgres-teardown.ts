import { stopPostgres } from './global-postgres';

export default async function globalTeardown(): Promise<void> {
	await stopPostgres();
}
