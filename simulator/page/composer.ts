import { sendMessage } from './customer-actions';
import { openContact, openLocation } from './dialogs';
import { $, h, textArea, toast } from './elements';
import { activeCustomer, page } from './page-data';
import { aboveComposer, closePopups, menuItem, openPopup } from './popups';
import { redraw } from './redraw';
import { t } from './words';

/** Connects the input of the customer: text, files, emoji. */

const EMOJI =
	'😀 😂 😊 😍 😎 🤔 😢 😡 👍 👎 👏 🙏 💪 👋 🤝 ✌️ ❤️ 💜 🔥 ✨ 🎉 ✅ ❌ ❓ ☀️ 🌧️ ⭐ 🍕 🥐 ☕ 🎂 🛒 📦 🚚 💳 📷 📍 ⏰ 📅 📞'.split(
		' ',
	);
const MAX_FILE_BYTES = 1024 * 1024;
/** Height in CSS pixels. */
const MAX_HEIGHT = 120;
const MEDIA_TYPES = ['image', 'video', 'audio'];

export function wireComposer(): void {
	submitOnEnter(textArea('text'), $('composer') as HTMLFormElement);
	$('composer').addEventListener('submit', (event) => {
		event.preventDefault();
		sendWritten();
	});
	$('file').addEventListener('change', readChosenFile);
	$('detach').addEventListener('click', () => {
		page.file = undefined;
		page.replyTo = undefined;
		redraw();
		$('text').focus();
	});
	$('attach').addEventListener('click', () => openPopup($('attach'), attachMenu(), aboveComposer));
	$('emoji').addEventListener('click', () => openPopup($('emoji'), emojiMenu(), aboveComposer));
}

/** Fits the area to its text, and submits on Enter without Shift. */
export function submitOnEnter(area: HTMLTextAreaElement, form: HTMLFormElement): void {
	area.addEventListener('input', () => fitHeight(area));
	area.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		form.requestSubmit();
	});
	fitHeight(area);
}

export function fitHeight(area: HTMLTextAreaElement): void {
	area.style.height = 'auto';
	area.style.height = `${Math.min(MAX_HEIGHT, area.scrollHeight + 2)}px`;
	area.style.overflowY = area.scrollHeight > MAX_HEIGHT ? 'auto' : 'hidden';
}

function sendWritten(): void {
	const area = textArea('text');
	const text = area.value.trim();
	const { file } = page;
	// Before the page has its customers, the text stays in the field.
	if ((!text && !file) || !activeCustomer()) return;
	page.file = undefined;
	area.value = '';
	fitHeight(area);
	closePopups();
	if (!file) return sendMessage({ type: 'text', text });
	const { type, ...media } = file;
	sendMessage({ type, text, media });
}

function readChosenFile(): void {
	const input = $('file') as HTMLInputElement;
	const chosen = input.files?.[0];
	input.value = '';
	if (!chosen) return;
	if (chosen.size > MAX_FILE_BYTES) return toast(t('tooLarge'));
	const reader = new FileReader();
	reader.addEventListener('load', () => {
		const mimeType = chosen.type || 'application/octet-stream';
		page.file = {
			content: String(reader.result),
			type: MEDIA_TYPES.find((type) => mimeType.startsWith(`${type}/`)) ?? 'document',
			mimeType,
			fileName: chosen.name,
			sizeBytes: chosen.size,
		};
		redraw();
		$('text').focus();
	});
	reader.readAsDataURL(chosen);
}

function attachMenu(): HTMLElement {
	return h(
		'div',
		{ class: 'popup' },
		menuItem('file', t('photoOrFile'), () => $('file').click()),
		menuItem('pin', t('location'), () => openLocation()),
		menuItem('person', t('contact'), openContact),
	);
}

function emojiMenu(): HTMLElement {
	const insert = (emoji: string) => {
		const area = textArea('text');
		area.setRangeText(emoji, area.selectionStart, area.selectionEnd, 'end');
		closePopups();
		fitHeight(area);
		area.focus();
	};
	return h(
		'div',
		{ class: 'popup emoji' },
		EMOJI.map((emoji) =>
			h('button', { type: 'button', role: 'menuitem', onclick: () => insert(emoji) }, emoji),
		),
	);
}
