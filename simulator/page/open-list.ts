import { tap } from './customer-actions';
import { h, icon } from './elements';
import type { ChatMessage, Entry, Section } from './page-data';
import { closePopups, openSheet } from './popups';
import { t } from './words';

/** Opens the rows of a list message over the phone. */
export function openList(entry: Entry, message: ChatMessage): void {
	const close = () => closePopups({ focusOpener: true });
	const sheet: HTMLElement = h(
		'div',
		{
			class: 'sheet',
			role: 'dialog',
			'aria-modal': 'true',
			'aria-label': message.buttonText,
			onclick: (event) => event.target === sheet && close(),
		},
		h(
			'div',
			{},
			h(
				'header',
				{},
				h('h3', {}, message.buttonText),
				h(
					'button',
					{ type: 'button', class: 'round', 'aria-label': t('close'), onclick: close },
					icon('close'),
				),
			),
			h(
				'div',
				{ class: 'options' },
				(message.sections ?? []).map((section) => drawSection(section, entry)),
			),
		),
	);
	openSheet(sheet);
}

function drawSection(
	{ title, rows }: Section,
	{ messageId }: Entry,
): Array<HTMLElement | undefined> {
	return [
		title ? h('h4', {}, title) : undefined,
		...rows.map((row) =>
			h(
				'button',
				{
					type: 'button',
					class: 'option',
					onclick: () => tap({ id: row.id, title: row.title, kind: 'list', messageId }),
				},
				h('span', {}, row.title, row.description ? h('small', {}, row.description) : undefined),
				h('i'),
			),
		),
	];
}
