import { textOf } from './loose-json';
import type { Entry } from './payload';

/**
 * Author of a message. A webhook also brings echoes of the bot and the agents. An echo that counts as a customer's
 * message starts an endless loop. So a message is the customer's only if Botmaker says so
 * (docs/facts/botmaker.md#webhook-direction), and not if two fields contradict each other.
 */
export type Author = 'customer' | 'bot' | 'agent' | 'unknown';

/** Authors by the value of `from`. That for agents is not verified. */
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
	// In the oldest form, FROM is the address of the sender, and no other field names the author.
	const address = textOf(item, 'FROM');
	if (address === undefined || item.from !== undefined) return 'unknown';
	const line = ends.business.phone?.slice(1);
	return address.replace(/\D/g, '') === line ? 'bot' : 'customer';
}
