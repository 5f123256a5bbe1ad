import { activePerson, page, type Entry, type Person } from './page-data';
import { locale } from './words';
import { post } from './wire';

/** Delivery receipts, as the phone would send them. Several are sent together. */

const READ_AFTER_MS = 700;
const SENT_AFTER_MS = 150;
/** Events of one POST; the server takes 100. */
const RECEIPTS_AT_ONCE = 50;
/** Below this width the three parts of the page are tabs. */
const TABS = '(max-width: 1060px)';

const receipts: object[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Returns the customer as events name them. */
export function who({ id, name }: Person): object {
	return { id, name, language: page.language === 'en' ? 'en' : locale() };
}

export function sendReceipt(
	person: Person,
	entry: Entry,
	state: 'sent' | 'delivered' | 'read',
): void {
	if (entry.from === 'human') {
		void post({ route: 'seen', messageId: entry.messageId, state });
		return;
	}
	const { content } = entry;
	const reference = content.kind === 'outbound' ? content.message?.reference : undefined;
	receipts.push({
		type: 'status',
		customer: who(person),
		messageId: entry.messageId,
		state,
		...(reference && { reference }),
	});
	timer ??= setTimeout(() => void sendReceipts(), SENT_AFTER_MS);
}

async function sendReceipts(): Promise<void> {
	while (receipts.length > 0) await post({ events: receipts.splice(0, RECEIPTS_AT_ONCE) });
	timer = undefined;
}

export function hasTabs(): boolean {
	return matchMedia(TABS).matches;
}

/** Returns whether the customer sees the phone with this chat. */
export function isSeen(person: Person): boolean {
	return (
		person.id === page.active &&
		document.visibilityState === 'visible' &&
		(!hasTabs() || document.body.dataset.tab === 'phone')
	);
}

/** Marks the visible messages as read. */
export function markSeen(): void {
	const person = activePerson();
	if (!person || !isSeen(person)) return;
	person.unread = 0;
	const { unseen } = person;
	person.unseen = [];
	if (unseen.length === 0) return;
	setTimeout(() => unseen.forEach((entry) => sendReceipt(person, entry, 'read')), READ_AFTER_MS);
}
