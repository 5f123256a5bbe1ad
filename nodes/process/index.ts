import { MessagingProcess } from './messaging-process';

let current: MessagingProcess | undefined;

/** Returns what the nodes of this n8n process share. It is made at the first call. */
export function messagingProcess(): MessagingProcess {
	current ??= new MessagingProcess();
	return current;
}

/** Stops everything that the nodes of this process share. The next call of `messagingProcess` starts again. */
export async function disposeMessagingProcess(): Promise<void> {
	const ended = current;
	current = undefined;
	await ended?.dispose();
}
