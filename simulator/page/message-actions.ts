import { react } from './customer-actions';
import { $, h, icon } from './elements';
import { activeCustomer, page, type Entry } from './page-data';
import { closePopups, openPopup } from './popups';
import { redraw } from './redraw';
import { t } from './words';

const QUICK_EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
/** Distances in CSS pixels. */
const EDGE = 8;
const LEFT_OF_OPENER = 100;
const COMPOSER_HEIGHT = 60;

/** Opens the menu of a message: quick reactions, and a reply. */
export function openActions(opener: HTMLElement, entry: Entry): void {
	const isSet = (emoji: string) => activeCustomer()?.reactions.get(entry.messageId) === emoji;
	const reply = () => {
		closePopups();
		page.replyTo = entry.messageId;
		redraw();
		$('text').focus();
	};
	const menu = h(
		'div',
		{ class: 'popup emoji quick' },
		QUICK_EMOJI.map((emoji) =>
			h(
				'button',
				{
					type: 'button',
					role: 'menuitem',
					'aria-label': `${t('reaction')} ${emoji}`,
					onclick: () => react(entry, isSet(emoji) ? '' : emoji),
				},
				emoji,
			),
		),
		h('button', { type: 'button', role: 'menuitem', onclick: reply }, icon('reply'), t('reply')),
	);
	openPopup(opener, menu, (node) => placeBeside(opener, node));
}

function placeBeside(opener: HTMLElement, node: HTMLElement): void {
	const screen = $('screen').getBoundingClientRect();
	const at = opener.getBoundingClientRect();
	const rightmost = screen.width - node.offsetWidth - EDGE;
	node.style.left = `${Math.max(EDGE, Math.min(at.left - screen.left - LEFT_OF_OPENER, rightmost))}px`;
	const below = at.bottom - screen.top + 4;
	const hasRoom = below + node.offsetHeight <= screen.height - COMPOSER_HEIGHT;
	node.style.top = `${hasRoom ? below : at.top - screen.top - node.offsetHeight - 4}px`;
}
