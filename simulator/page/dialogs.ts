import { sendMessage } from './customer-actions';
import { $, h } from './elements';
import type { Entry } from './page-data';
import { closePopups } from './popups';
import { t } from './words';

/** Questions to the reader in a dialog of the page. */

interface Field {
	name: string;
	label: string;
	value?: string;
	attributes?: Record<string, string>;
}

type Values = Readonly<Record<string, string>>;

interface Question {
	title: string;
	words?: string;
	fields?: readonly Field[];
	confirm: string;
	isDangerous?: boolean;
	/** Receives the typed values. Returns an error text, which keeps the dialog open. */
	done: (values: Values) => string | undefined | Promise<string | undefined>;
}

/** Opens a dialog with the form, and returns the form. */
export function ask(question: Question): HTMLFormElement {
	const { title, words, fields = [], confirm, isDangerous = false, done } = question;
	closePopups();
	const dialog = $('dialog') as HTMLDialogElement;
	const complaint = h('p', { class: 'error', role: 'alert', hidden: true });
	const close = () => dialog.close();
	const form = h(
		'form',
		{ method: 'dialog', novalidate: true },
		h('h2', { id: 'dialog-title' }, title),
		words ? h('p', {}, words) : undefined,
		fields.map(drawField),
		complaint,
		h(
			'div',
			{ class: 'ends' },
			h('button', { type: 'button', class: 'plain', onclick: close }, t('cancel')),
			h('button', { type: 'submit', class: `plain ${isDangerous ? 'danger' : 'strong'}` }, confirm),
		),
	);
	const submit = async () => {
		const problem = await done(valuesOf(form, fields));
		complaint.hidden = problem === undefined;
		complaint.textContent = problem ?? '';
		if (problem === undefined) close();
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void submit();
	});
	dialog.replaceChildren(form);
	dialog.showModal();
	return form;
}

function drawField({ name, label, value, attributes }: Field): HTMLElement {
	const id = `field-${name}`;
	return h(
		'div',
		{},
		h('label', { for: id }, label),
		h('input', { id, name, value, autocomplete: 'off', ...attributes }),
	);
}

function valuesOf(form: HTMLFormElement, fields: readonly Field[]): Values {
	const valueOf = (name: string) =>
		(form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? '';
	return Object.fromEntries(fields.map(({ name }) => [name, valueOf(name)]));
}

function degrees(typed: string | undefined): number {
	return typed ? Number(typed.replace(',', '.')) : NaN;
}

/** Opens a dialog for a location to send. */
export function openLocation(replyTo?: string): void {
	ask({
		title: t('location'),
		fields: [
			{ name: 'name', label: t('place'), value: 'Av. Paulista' },
			{
				name: 'latitude',
				label: t('latitude'),
				value: '-23.5614',
				attributes: { inputmode: 'decimal' },
			},
			{
				name: 'longitude',
				label: t('longitude'),
				value: '-46.6559',
				attributes: { inputmode: 'decimal' },
			},
		],
		confirm: t('send'),
		done: (values) => {
			const latitude = degrees(values.latitude);
			const longitude = degrees(values.longitude);
			if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return t('badPlace');
			const { name } = values;
			const location = { latitude, longitude, ...(name && { name }) };
			sendMessage({ type: 'location', text: '', location, ...(replyTo && { replyTo }) });
			return undefined;
		},
	});
}

/** Opens a dialog for a contact to send. */
export function openContact(): void {
	ask({
		title: t('contact'),
		fields: [
			{ name: 'name', label: t('name'), value: 'Pedro Luz' },
			{
				name: 'phone',
				label: t('phone'),
				value: '+55 11 98888-0009',
				attributes: { type: 'tel' },
			},
		],
		confirm: t('send'),
		done: ({ name = '', phone = '' }) => {
			const contact = { name: name || phone, ...(phone && { phones: [phone] }) };
			sendMessage({ type: 'contacts', text: '', contacts: [contact] });
			return undefined;
		},
	});
}

const FORM_ROWS = [1, 2, 3];

/** Opens a dialog for the answers to a form, as pairs of a name and a value. */
export function openForm(entry: Entry): void {
	const fields = FORM_ROWS.flatMap((row) => [
		{ name: `key${row}`, label: `${t('field')} ${row}`, value: row === 1 ? 'name' : '' },
		{ name: `value${row}`, label: t('value'), value: '' },
	]);
	const form = ask({
		title: t('formTitle'),
		words: t('formWords'),
		fields,
		confirm: t('send'),
		done: (values) => {
			const answers = FORM_ROWS.filter((row) => values[`key${row}`]).map((row) => [
				values[`key${row}`],
				values[`value${row}`],
			]);
			const answer = Object.fromEntries(answers) as Record<string, unknown>;
			sendMessage({ type: 'form', text: '', form: answer, replyTo: entry.messageId });
			return undefined;
		},
	});
	putInPairs([...form.children].filter((child) => child.querySelector('input')));
}

function putInPairs(rows: readonly Element[]): void {
	for (let row = 0; row < rows.length; row += 2) {
		const pair = h('div', { class: 'pair' });
		rows[row]?.before(pair);
		pair.append(...rows.slice(row, row + 2));
	}
}
