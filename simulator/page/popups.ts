import { $, h, icon } from './elements';

/** Menus inside of the phone. One is open at a time. */

interface Popup {
	node: HTMLElement;
	opener: HTMLElement | undefined;
}

let popup: Popup | undefined;

export function isPopupOpen(): boolean {
	return popup !== undefined;
}

/** Returns whether a pointer on this element should close the open menu. */
export function isOutsideOfPopup(target: Node): boolean {
	return popup !== undefined && !popup.node.contains(target) && !popup.opener?.contains(target);
}

export function closePopups({ focusOpener = false } = {}): void {
	popup?.opener?.setAttribute('aria-expanded', 'false');
	popup?.node.remove();
	if (focusOpener) popup?.opener?.focus();
	popup = undefined;
}

/** Opens a menu, or closes it when its opener is used again. */
export function openPopup(
	opener: HTMLElement,
	node: HTMLElement,
	place: (node: HTMLElement) => void,
): void {
	const isOpen = popup?.opener === opener;
	closePopups();
	if (isOpen) return;
	node.setAttribute('role', node.getAttribute('role') ?? 'menu');
	popup = { opener, node };
	opener.setAttribute('aria-expanded', 'true');
	$('screen').append(node);
	place(node);
	node.querySelector('button')?.focus();
}

/** Opens a sheet that covers the whole phone. */
export function openSheet(sheet: HTMLElement): void {
	closePopups();
	const opener = document.activeElement;
	popup = { node: sheet, opener: opener instanceof HTMLElement ? opener : undefined };
	$('screen').append(sheet);
	sheet.querySelector<HTMLElement>('.option')?.focus();
}

export function menuItem(glyph: string, words: string, action: () => void): HTMLElement {
	const onclick = () => {
		closePopups({ focusOpener: true });
		action();
	};
	return h('button', { type: 'button', role: 'menuitem', onclick }, icon(glyph), words);
}

export function aboveComposer(node: HTMLElement): void {
	node.style.left = '10px';
	node.style.bottom = `${$('composer').offsetHeight + 8}px`;
}
