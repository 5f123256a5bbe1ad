import { buildChatPage } from '../sandbox/chat-page';
import startPostgresIfWanted from './store/global-postgres';

/** Builds the Simulator's page, which the tests read. */
export default async function globalSetup(
	run: Parameters<typeof startPostgresIfWanted>[0],
): Promise<void> {
	await buildChatPage();
	await startPostgresIfWanted(run);
}
