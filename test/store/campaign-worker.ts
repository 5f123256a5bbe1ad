import { openStore, type StoreLocation } from '../../store/open-store';
import { endsWith, minute } from './events';

/**
 * Runs in a process of its own for the tests: `tsx campaign-worker.ts <location as JSON> <boot id> <people> [crash]`.
 * It claims one campaign for the same customers as the others, prints those whom it got, and records each as sent; or
 * it crashes while it has the last claim.
 */
async function work(): Promise<void> {
	const [location = '', bootId = '', people = '0', end] = process.argv.slice(2);
	const store = await openStore(JSON.parse(location) as StoreLocation);
	const claimant = {
		owner: { bootId, hostname: 'host-a', processId: process.pid },
		realTime: minute(0),
		isProcessAlive: () => true,
	};
	process.stdout.write('ready\n');
	await new Promise((resolve) => process.stdin.once('data', resolve));
	for (let person = 0; person < Number(people); person++) {
		const parties = endsWith({ id: `customer-${person}` });
		const claim = await store.campaigns.claim(parties, { campaign: 'may' }, claimant, minute(0));
		if (claim.claim !== 'claimed') continue;
		process.stdout.write(`${person}\n`);
		if (end === 'crash' && person === Number(people) - 1) process.kill(process.pid, 'SIGKILL');
		const message = { messageId: `m-${person}`, type: 'template', state: 'accepted' } as const;
		await store.messages.recordSent(parties, { ...message, claimId: claim.id }, minute(0));
	}
	await store.close();
	process.exit(0);
}

void work();
