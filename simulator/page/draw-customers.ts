import { spacedPhone } from './chat';
import { $, h } from './elements';
import { page, type Customer } from './page-data';
import { snippet } from './snippet';
import { t } from './words';

const HUES = 5;
/** Data with which the list was drawn. While they are equal, the list is not drawn again and keeps the focus. */
let drawnFor: string | undefined;

/** Draws the list of customers. */
export function drawCustomers(choose: (id: string) => void): void {
	const customers = [...page.customers.values()];
	const facts = customers.map(({ id, name, unread, entries }) => [
		id,
		name,
		unread,
		entries.length,
	]);
	const key = JSON.stringify([page.language, page.active, page.era, facts]);
	if (drawnFor === key) return;
	drawnFor = key;
	const { activeElement } = document;
	const focused = activeElement instanceof HTMLElement ? activeElement.dataset.person : undefined;
	$('people').replaceChildren(
		...customers.map((customer, index) => h('li', {}, drawCustomer(customer, index, choose))),
	);
	if (!focused) return;
	document.querySelector<HTMLElement>(`[data-person="${CSS.escape(focused)}"]`)?.focus();
}

function drawCustomer(
	customer: Customer,
	index: number,
	choose: (id: string) => void,
): HTMLElement {
	const { id, name, unread } = customer;
	const latest = customer.entries.at(-1);
	const count = { class: 'unread', 'aria-label': t('unreadCount', unread) };
	return h(
		'button',
		{
			type: 'button',
			class: 'person',
			'data-person': id,
			'aria-current': id === page.active ? 'true' : undefined,
			onclick: () => choose(id),
		},
		drawAvatar(name, index),
		h('b', {}, name),
		unread > 0 ? h('span', count, String(unread)) : h('span', {}),
		h('small', {}, latest ? snippet(customer, latest) : spacedPhone(id)),
	);
}

function drawAvatar(name: string, hue: number): HTMLElement {
	const [initial] = [...name.replace(/^\+/, '')];
	const look = { class: `avatar hue${hue % HUES}`, 'aria-hidden': 'true' };
	return h('span', look, initial?.toUpperCase() ?? '?');
}
