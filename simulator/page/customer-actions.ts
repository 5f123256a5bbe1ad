import { addEntry } from './chat';
import { toast } from './elements';
import {
	activePerson,
	page,
	simulatedNow,
	type Button,
	type ChatMessage,
	type Content,
	type Entry,
	type PageEvent,
	type Person,
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

function newMessageId(person: Person): string {
	return `sim.in.${person.id.replace(/\D/g, '')}.${randomId()}`;
}

/** Shows the line at once, then posts its event. */
async function send(person: Person, event: PageEvent, content: Content): Promise<void> {
	const entry: Entry = {
		messageId: event.id,
		customerId: person.id,
		from: 'customer',
		content,
		state: 'pending',
		at: simulatedNow().toISOString(),
		event,
	};
	addEntry(person, entry);
	await postEvent(person, entry);
}

/** Posts the event of a line, or posts it again after a failure. */
export async function postEvent(person: Person, entry: Entry): Promise<void> {
	page.changedAt = Date.now();
	entry.state = 'pending';
	person.askedAt = Date.now();
	redraw();
	const { status } = await post(entry.event);
	if (status === 200 && isPending(entry)) entry.state = 'delivered';
	// An unreadable answer does not mean that nothing arrived. The next state shows it.
	if (status !== 200) await pollNow();
	if (isPending(entry)) {
		entry.state = 'failed';
		person.askedAt = undefined;
	}
	redraw();
	pollSoon(AFTER_SENDING_MS);
}

/** Returns whether the line is still unconfirmed. An update may have changed that meanwhile. */
function isPending({ state }: Entry): boolean {
	return state === 'pending';
}

export function sendMessage(message: ChatMessage): void {
	const person = activePerson();
	if (!person) return;
	const { replyTo } = page;
	page.replyTo = undefined;
	const isReply = replyTo !== undefined && !message.replyTo && message.type !== 'reaction';
	const whole = { ...message, ...(isReply && { replyTo }) };
	const id = newMessageId(person);
	const event = { type: 'message', id, customer: who(person), message: whole };
	void send(person, event, { kind: 'inbound', message: whole });
}

export function tap(button: Button): void {
	const person = activePerson();
	closePopups();
	if (!person) return;
	const event = { type: 'button', id: newMessageId(person), customer: who(person), button };
	void send(person, event, { kind: 'tap', button });
}

/** Sets or withdraws (`''`) the customer's reaction to a line. */
export function react(entry: Entry, emoji: string): void {
	closePopups();
	sendMessage({ type: 'reaction', reaction: { emoji, messageId: entry.messageId } });
}

/** Posts a consent or a handover of the active customer. */
export async function postChange(event: object): Promise<void> {
	const person = activePerson();
	if (!person) return;
	const { status } = await post({ ...event, id: `sim.${randomId()}`, customer: who(person) });
	if (status !== 200 && status !== 0) toast(t('failedToast'));
	await pollNow();
}
