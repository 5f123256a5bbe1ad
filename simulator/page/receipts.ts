import { activeCustomer, page, type Entry, type Customer } from './page-data';
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
export function who({ id, name }: Customer): object {
	return { id, name, language: page.language === 'en' ? 'en' : locale() };
}

export function sendReceipt(
	customer: Customer,
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
		customer: who(customer),
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
export function isSeen(customer: Customer): boolean {
	return (
		customer.id === page.active &&
		document.visibilityState === 'visible' &&
		(!hasTabs() || document.body.dataset.tab === 'phone')
	);
}

/** Marks the visible messages as read. */
export function markSeen(): void {
	const customer = activeCustomer();
	if (!customer || !isSeen(customer)) return;
	customer.unread = 0;
	const { unseen } = customer;
	customer.unseen = [];
	if (unseen.length === 0) return;
	setTimeout(() => unseen.forEach((entry) => sendReceipt(customer, entry, 'read')), READ_AFTER_MS);
}
