import { h, icon } from './elements';
import type { Header, Media, SharedLocation, SharedContact } from './page-data';
import { link } from './rich-text';
import { PAGE_URL } from './wire';
import { t } from './words';

/** Draws files, locations and contacts inside of a message. */

const FILE_SCHEME = 'simulator-file:';
const SHOWN_ADDRESS = /^(data:|https:\/\/)/i;

export function drawHeader(header: Header | undefined): HTMLElement | undefined {
	if (!header) return undefined;
	return header.type === 'text'
		? h('div', { class: 'headline' }, header.text)
		: drawFile(header.type, header.media);
}

/** Returns an address that the page's policy allows: files beside the chat, and https. */
function addressOf(media: Media | undefined): string | undefined {
	const address = String(media?.content ?? media?.url ?? media?.id ?? '');
	if (address.startsWith(FILE_SCHEME)) return fileAddress(address.slice(FILE_SCHEME.length));
	return SHOWN_ADDRESS.test(address) ? address : undefined;
}

function fileAddress(id: string): string {
	const address = new URL(PAGE_URL);
	address.search = `?file=${encodeURIComponent(id)}`;
	return address.href;
}

export function drawFile(type: string, media: Media | undefined): HTMLElement {
	const address = addressOf(media);
	const name = media?.fileName || t(type);
	const line = (words: string) => drawFileLine(words, media, address, name);
	if (!address) return line(t('notShown', name));
	const node = drawMedia(type, address, name);
	if (!node) return line(name);
	const replace = () => node.replaceWith(line(t('notShown', name)));
	node.addEventListener('error', replace, { once: true });
	return node;
}

function drawMedia(type: string, src: string, name: string): HTMLElement | undefined {
	switch (type) {
		case 'image':
			return h('img', { class: 'picture', src, alt: name });
		case 'sticker':
			return h('img', { class: 'sticker', src, alt: name });
		case 'video':
			return h('video', { class: 'picture', src, controls: true, 'aria-label': name });
		case 'audio':
		case 'voice':
			return h('audio', { src, controls: true, 'aria-label': name });
		default:
			return undefined;
	}
}

function drawFileLine(
	words: string,
	media: Media | undefined,
	address: string | undefined,
	name: string,
): HTMLElement {
	const inside = [icon('file'), h('span', {}, words, h('small', {}, media?.mimeType ?? ''))];
	if (!address) return h('div', { class: 'fileline' }, inside);
	return h(
		'a',
		{
			class: 'fileline',
			href: address,
			target: '_blank',
			rel: 'noopener noreferrer',
			download: address.startsWith('https:') ? undefined : name,
		},
		inside,
	);
}

export function drawLocation({
	latitude,
	longitude,
	name,
	address,
}: Partial<SharedLocation>): HTMLElement {
	const [north, east] = [latitude, longitude].map((degrees) => encodeURIComponent(String(degrees)));
	return h(
		'div',
		{},
		h('div', { class: 'map', 'aria-hidden': 'true' }, icon('pin')),
		name ? h('div', { class: 'headline' }, name) : undefined,
		address ? h('div', {}, address) : undefined,
		h(
			'div',
			{ class: 'footline' },
			`${latitude}, ${longitude} · `,
			link(`https://www.openstreetmap.org/?mlat=${north}&mlon=${east}`, t('openMap')),
		),
	);
}

export function drawContact(contact: SharedContact): HTMLElement {
	const { name, phones = [], emails = [], organization } = contact;
	const details = [organization, ...phones, ...emails].filter(Boolean).join(' · ');
	return h(
		'div',
		{ class: 'fileline' },
		icon('person'),
		h('span', {}, String(name), h('small', {}, details)),
	);
}
