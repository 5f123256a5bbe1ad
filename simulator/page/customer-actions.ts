import { addEntry } from './chat';
import { toast } from './elements';
import {
	activeCustomer,
	page,
	simulatedNow,
	type Button,
	type ChatMessage,
	type Content,
	type Entry,
	type PageEvent,
	type Customer,
} from './page-data';
import { pollNow, pollSoon } from './polling';
import { closePopups } from './popups';
import { who } from './receipts';
import { redraw } from './redraw';
import { post } from './wire';
import { t } from './words';

/** Turns what the customer does on the phone into events for the workflow. */

const RANDOM_BYTES = 9;
const AFTER_SENDING_MS = 250;

function randomId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function newMessageId(customer: Customer): string {
	return `sim.in.${customer.id.replace(/\D/g, '')}.${randomId()}`;
}

/** Shows the line at once, then posts its event. */
async function send(customer: Customer, event: PageEvent, content: Content): Promise<void> {
	const entry: Entry = {
		messageId: event.id,
		customerId: customer.id,
		from: 'customer',
		content,
		state: 'pending',
		at: simulatedNow().toISOString(),
		event,
	};
	addEntry(customer, entry);
	await postEvent(customer, entry);
}

/** Posts the event of a line, or posts it again after a failure. */
export async function postEvent(customer: Customer, entry: Entry): Promise<void> {
	page.changedAt = Date.now();
	entry.state = 'pending';
	customer.askedAt = Date.now();
	redraw();
	const { status } = await post(entry.event);
	if (status === 200 && isPending(entry)) entry.state = 'delivered';
	// An unreadable answer does not mean that nothing arrived. The next state shows it.
	if (status !== 200) await pollNow();
	if (isPending(entry)) {
		entry.state = 'failed';
		customer.askedAt = undefined;
	}
	redraw();
	pollSoon(AFTER_SENDING_MS);
}

/** Returns whether the line is still unconfirmed. An update may have changed that meanwhile. */
function isPending({ state }: Entry): boolean {
	return state === 'pending';
}

export function sendMessage(message: ChatMessage): void {
	const customer = activeCustomer();
	if (!customer) return;
	const { replyTo } = page;
	page.replyTo = undefined;
	const isReply = replyTo !== undefined && !message.replyTo && message.type !== 'reaction';
	const whole = { ...message, ...(isReply && { replyTo }) };
	const id = newMessageId(customer);
	const event = { type: 'message', id, customer: who(customer), message: whole };
	void send(customer, event, { kind: 'inbound', message: whole });
}

export function tap(button: Button): void {
	const customer = activeCustomer();
	closePopups();
	if (!customer) return;
	const event = { type: 'button', id: newMessageId(customer), customer: who(customer), button };
	void send(customer, event, { kind: 'tap', button });
}

/** Sets or withdraws (`''`) the customer's reaction to a line. */
export function react(entry: Entry, emoji: string): void {
	closePopups();
	sendMessage({ type: 'reaction', reaction: { emoji, messageId: entry.messageId } });
}

/** Posts a consent or a handover of the active customer. */
export async function postChange(event: object): Promise<void> {
	const customer = activeCustomer();
	if (!customer) return;
	const { status } = await post({ ...event, id: `sim.${randomId()}`, customer: who(customer) });
	if (status !== 200 && status !== 0) toast(t('failedToast'));
	await pollNow();
}
