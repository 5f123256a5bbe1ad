import { textOf } from './loose-json';
import type { Entry } from './payload';

/**
 * Author of a message. A webhook also brings echoes of the bot and the agents, and an echo that counts as a customer's
 * message starts an endless loop. So a message is the customer's only where Botmaker says so
 * (docs/facts/botmaker.md#webhook-direction), and not where two fields contradict each other.
 */
export type Author = 'customer' | 'bot' | 'agent' | 'unknown';

/** The value of `from` for agents is not verified. */
const WORDS: ReadonlyMap<string, Author> = new Map([
	['user', 'customer'],
	['customer', 'customer'],
	['bot', 'bot'],
	['agent', 'agent'],
	['operator', 'agent'],
]);

export function authorOf({ item, ends }: Pick<Entry, 'item' | 'ends'>): Author {
	const from = textOf(item, 'from', 'FROM')?.trim();
	const named = from === undefined ? undefined : WORDS.get(from.toLowerCase());
	if (item.fromCustomer === false) return named === 'agent' ? 'agent' : 'bot';
	if (named !== undefined) return named;
	if (item.fromCustomer === true) return 'customer';
	// The oldest form has the address of the sender in FROM, and no other field that tells who wrote.
	const address = textOf(item, 'FROM');
	if (address === undefined || item.from !== undefined) return 'unknown';
	const line = ends.business.phone?.slice(1);
	return address.replace(/\D/g, '') === line ? 'bot' : 'customer';
}
