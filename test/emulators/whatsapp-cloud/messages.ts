import { record, text, type Call, type Reply } from './calls';
import type { Contract } from './contract';
import { refusals, type GraphRefusal } from './graph-errors';
import { checkTemplate } from './templates';
import {
	addCustomer,
	findCustomer,
	messageId,
	remember,
	type AcceptedMessage,
	type CustomerState,
	type NumberState,
	type World,
} from './world';

/** POST `/{number}/messages`: sends, read receipts and typing indicators. */

const DEFAULT_THROUGHPUT_PER_SECOND = 80;
/** A burst of 45 messages, paid back at one in 6 seconds (docs/facts/whatsapp-cloud.md#throughput). */
const DEFAULT_PAIR_LIMIT = { burst: 45, secondsPerMessage: 6 };

/** The statuses after an accepted message; the emulator sends them as webhooks. */
export interface Accepted {
	message: AcceptedMessage;
	customer: CustomerState;
	/** The refusal that Meta reports only afterwards. */
	failure?: GraphRefusal;
}

export function postMessage(
	call: Call,
	world: World,
	number: NumberState,
	contract: Contract,
	accepted: (accepted: Accepted) => void,
): Reply {
	const body = record(call.body);
	const malformed = contract(body);
	if (malformed) throw malformed;
	if (body.status !== undefined) return markAsRead(body);

	const address = text(body.to) ?? text(body.recipient) ?? '';
	const type = text(body.type) ?? 'text';
	takeThroughput(world, number);
	const template = type === 'template' ? checkTemplate(world, body.template) : undefined;
	if (template && 'refusal' in template) throw template.refusal;

	const customer = findCustomer(world, address) ?? unknownRecipient(world, address);
	const marketing = template?.template.category === 'MARKETING';
	const refusal = customer
		? checkRecipient(world, customer, template !== undefined, marketing)
		: refusals.undeliverable();
	if (refusal && (customer === undefined || world.options.refusals !== 'status')) throw refusal;
	if (customer === undefined) throw refusals.undeliverable();
	takePair(world, number, customer);

	const byUserId = text(body.to) === undefined;
	const message: AcceptedMessage = {
		id: messageId(world),
		numberId: number.id,
		to: byUserId ? address : customer.waId,
		type,
		body,
		acceptedAt: world.now(),
	};
	remember(world.messages, message, world.options);
	accepted({ message, customer, ...(refusal ? { failure: refusal } : {}) });
	return {
		status: 200,
		body: {
			messaging_product: 'whatsapp',
			contacts: [
				byUserId ? { input: address, user_id: address } : { input: address, wa_id: customer.waId },
			],
			messages: [{ id: message.id, ...(template ? { message_status: 'accepted' } : {}) }],
		},
	};
}

function markAsRead(body: Record<string, unknown>): Reply {
	if (!text(body.message_id)?.startsWith('wamid.')) {
		throw refusals.badValue('message_id is not the id of a message');
	}
	return { status: 200, body: { success: true } };
}

function unknownRecipient(world: World, address: string): CustomerState | undefined {
	return world.options.unknownRecipients === 'accept' && /\d{5}/.test(address)
		? addCustomer(world, {
				phone: address,
				...(/[A-Za-z]/.test(address) ? { userId: address } : {}),
				windowOpen: true,
			})
		: undefined;
}

function checkRecipient(
	world: World,
	customer: CustomerState,
	isTemplate: boolean,
	isMarketing: boolean,
): GraphRefusal | undefined {
	if (customer.reachable === false) return refusals.undeliverable();
	if (isMarketing && customer.optedOutOfMarketing) return refusals.optedOut();
	const open = (customer.windowExpiresAt ?? 0) > world.now().getTime();
	return isTemplate || open ? undefined : refusals.windowClosed();
}

/** Limits the rate in a sliding second. A refused message does not count. */
function takeThroughput(world: World, number: NumberState): void {
	const limit = world.options.throughputPerSecond ?? DEFAULT_THROUGHPUT_PER_SECOND;
	if (limit === 'unlimited') return;
	const now = world.now().getTime();
	while (number.recentSends[0] !== undefined && number.recentSends[0] <= now - 1000) {
		number.recentSends.shift();
	}
	if (number.recentSends.length >= limit) throw refusals.throughput();
	number.recentSends.push(now);
}

function takePair(world: World, number: NumberState, customer: CustomerState): void {
	const limit = world.options.pairLimit ?? DEFAULT_PAIR_LIMIT;
	if (limit === 'unlimited') return;
	const now = world.now().getTime();
	const bucket = customer.pairBuckets.get(number.id) ?? { left: limit.burst, at: now };
	const refilled = bucket.left + (now - bucket.at) / (limit.secondsPerMessage * 1000);
	const left = Math.min(limit.burst, refilled);
	if (left < 1) throw refusals.pairLimit();
	customer.pairBuckets.set(number.id, { left: left - 1, at: now });
}
