import { h } from './elements';
import type { Content, Entry, Customer } from './page-data';
import { hasText, t } from './words';

/** Returns one line that summarises a message. */
export function snippet(customer: Customer, entry: Entry | undefined): string {
	try {
		return String(snippetOf(customer, entry?.content));
	} catch {
		return t('unreadable');
	}
}

export function quoteOf(customer: Customer, id: string | undefined): HTMLElement | undefined {
	const quoted = id === undefined ? undefined : customer.byId.get(id);
	return quoted ? h('div', { class: 'quote' }, snippet(customer, quoted)) : undefined;
}

/** Returns the text of a line that is no message: a handover, a consent, a message that was not sent. */
export function noticeWords(customer: Customer, content: Content): string | undefined {
	if (content.kind === 'handover') return t(content.direction);
	if (content.kind === 'notSent') return t('notSent', content.reason);
	if (content.kind !== 'consent') return undefined;
	const scope = content.scope === 'marketing' ? 'Marketing' : 'All';
	return t(`${content.state}${scope}`, customer.name);
}

function snippetOf(customer: Customer, content: Content | undefined): string {
	if (content?.kind === 'unreadable') return t('unreadable');
	if (content?.kind === 'tap') return content.button.title;
	const notice = content && noticeWords(customer, content);
	if (notice !== undefined) return notice;
	const { message, drawing } = content && 'message' in content ? content : {};
	return (
		drawing?.text ||
		message?.text ||
		message?.caption ||
		message?.name ||
		message?.location?.name ||
		t(message && hasText(message.type) ? message.type : 'unsupported')
	);
}
