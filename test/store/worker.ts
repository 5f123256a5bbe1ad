import { openStore, type StoreLocation } from '../../store/open-store';
import { message, minute, options } from './events';

/**
 * Runs in a process of its own for the tests: `tsx worker.ts <location as JSON> <boot id> <first> <step> <count>
 * [crash]`. It claims the same events as the others, in an order of its own, prints the ids that it got, and ends.
 */
async function work(): Promise<void> {
	const [location = '', bootId = '', first = '0', step = '1', count = '0', end] =
		process.argv.slice(2);
	const store = await openStore(JSON.parse(location) as StoreLocation);
	const owner = { bootId, hostname: 'host-a', processId: process.pid };
	process.stdout.write('ready\n');
	await new Promise((resolve) => process.stdin.once('data', resolve));
	const total = Number(count);
	for (let index = 0; index < total; index++) {
		const number = (Number(first) + index * Number(step)) % total;
		const { fresh } = await store.inbox.receive(
			[message(`event-${number}`, 'Oi', { contact: { id: `customer-${number % 7}` } })],
			options({ owner, now: minute(0) }),
		);
		for (const event of fresh) process.stdout.write(`${event.id}\n`);
	}
	if (end === 'crash') process.kill(process.pid, 'SIGKILL');
	await store.close();
	process.exit(0);
}

void work();
