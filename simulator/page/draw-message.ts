import { tap } from './customer-actions';
import { openForm, openLocation } from './dialogs';
import { drawContact, drawFile, drawHeader, drawLocation } from './draw-content';
import { h, icon, toast } from './elements';
import { openList } from './open-list';
import type { Button, ChatMessage, DrawnButton, Drawing, Entry, Header } from './page-data';
import { link, richText } from './rich-text';
import { t } from './words';

/** Draws each type of message. */

export interface DrawnMessage {
	body: Array<HTMLElement | undefined>;
	/** Buttons below the bubble. */
	after?: HTMLElement[];
	isWide?: boolean;
}

/** The side of the page on which a message is drawn. */
export interface View {
	/** The side that looks at the message. */
	own: 'customer' | 'business';
	/** Whether buttons work: on the phone they do, at the desk they only show. */
	isLive: boolean;
}

export function drawMessage(
	view: View,
	entry: Entry,
	message: ChatMessage,
	drawing: Drawing | undefined,
): DrawnMessage {
	const { text, header, footer } = message;
	const wide = (after: HTMLElement[]) => ({
		body: framed(text, header, footer),
		isWide: true,
		after,
	});
	switch (message.type) {
		case 'text':
			return { body: [said(text)] };
		case 'image':
		case 'video':
		case 'audio':
		case 'voice':
		case 'document':
		case 'sticker':
			return { body: [drawFile(message.type, message.media), said(message.caption ?? text)] };
		case 'location':
			return { body: [drawLocation(message.location ?? message)] };
		case 'contacts':
			return { body: (message.contacts ?? []).map((contact) => drawContact(contact)) };
		case 'buttons':
			return wide(
				(message.buttons ?? []).map(({ id, title }) =>
					choice(view, entry, { id, title, kind: 'button' }),
				),
			);
		case 'list':
			return wide([action(view, message.buttonText, 'list', () => openList(entry, message))]);
		case 'linkButton':
			return wide([link(message.url ?? '', icon('link'), message.title ?? '')]);
		case 'form':
			if (isFormAnswer(view, entry, message)) return { body: drawAnswers(message) };
			return wide([action(view, message.buttonText, 'form', () => openForm(entry))]);
		case 'locationRequest':
			return {
				body: [said(text)],
				isWide: true,
				after: [action(view, t('sendLocation'), 'pin', () => openLocation(entry.messageId))],
			};
		case 'template':
			return drawTemplate(view, entry, message, drawing);
		case 'raw':
			return {
				body: [
					h('div', { class: 'footline' }, t('raw')),
					h('pre', { class: 'raw' }, JSON.stringify(message.body, undefined, 2)),
				],
				isWide: true,
			};
		default:
			return { body: [h('div', { class: 'said' }, t('unsupported'))] };
	}
}

function said(text: string | undefined): HTMLElement | undefined {
	return text ? h('div', { class: 'said' }, richText(text)) : undefined;
}

function framed(
	text: string | undefined,
	header: Header | undefined,
	footer: string | undefined,
): Array<HTMLElement | undefined> {
	return [
		drawHeader(header),
		said(text),
		footer ? h('div', { class: 'footline' }, footer) : undefined,
	];
}

/** Returns a button whose tap goes to the workflow. */
function choice({ isLive }: View, { messageId }: Entry, button: Button): HTMLElement {
	return h(
		'button',
		{
			type: 'button',
			'data-choice': button.id,
			disabled: !isLive,
			onclick: () => tap({ ...button, messageId }),
		},
		icon('reply'),
		button.title,
	);
}

/** Returns a button that does something on the page. */
function action(
	{ isLive }: View,
	words: string | undefined,
	glyph: string,
	onclick: () => void,
): HTMLElement {
	return h('button', { type: 'button', disabled: !isLive, onclick }, icon(glyph), words);
}

function isFormAnswer({ own }: View, { from }: Entry, { formId }: ChatMessage): boolean {
	return (own !== 'business' && from === 'customer') || formId === undefined;
}

function drawAnswers({ form = {} }: ChatMessage): HTMLElement[] {
	const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
	return [
		h('div', { class: 'headline' }, t('formAnswer')),
		...Object.entries(form).map(([key, value]) =>
			h('div', { class: 'footline' }, `${key}: ${shown(value)}`),
		),
	];
}

function drawTemplate(
	view: View,
	entry: Entry,
	message: ChatMessage,
	drawing: Drawing | undefined,
): DrawnMessage {
	const text = drawing?.text ?? message.rendered ?? message.name;
	return {
		body: framed(text, drawing?.header, drawing?.footer),
		isWide: true,
		after: (drawing?.buttons ?? []).map((button) => drawTemplateButton(view, entry, button)),
	};
}

function drawTemplateButton(
	view: View,
	entry: Entry,
	{ kind, title, url = '', code = '', payload = '' }: DrawnButton,
): HTMLElement {
	if (kind === 'url') return link(url, icon('link'), title);
	if (kind === 'copyCode') return action(view, title, 'copy', () => void copy(code));
	return choice(view, entry, { id: payload, title, kind: 'template' });
}

async function copy(code: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(code);
		toast(t('copied'));
	} catch {
		toast(t('code', code));
	}
}
