import { buildChatPage } from '../sandbox/chat-page';
import startPostgresIfWanted from './store/global-postgres';

/** The tests read the Simulator's page as it is built. */
export default async function globalSetup(
	run: Parameters<typeof startPostgresIfWanted>[0],
): Promise<void> {
	await buildChatPage();
	await startPostgresIfWanted(run);
}
