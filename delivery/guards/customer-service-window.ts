import { isWindowOpen } from '../../messaging/customer-service-window';
import type { Blocked } from '../../messaging/error';
import { PASS, type Guard } from './guard';

/**
 * Blocks free text while the customer service window is closed. A window that the store does not know is left to the
 * provider: the conversation may be older than this installation.
 */
export const customerServiceWindow: Guard = (message, context) => {
	const { capabilities, conversation, rules, now } = context;
	const hours = capabilities.customerServiceWindowHours;
	if (hours === undefined || message.type === 'template' || rules.closedWindow === 'tryAnyway') {
		return PASS;
	}
	if (conversation?.windowExpiresAt === undefined) return PASS;
	if (isWindowOpen(conversation.windowExpiresAt, now)) return PASS;
	if (rules.closedWindow === 'sendTemplate') return { verdict: 'useTemplate' };
	return { verdict: 'block', blocked: closedWindow(hours) };
};

/** Describes the block, for the guard and for a provider that refused for the same reason. */
export function closedWindow(hours: number): Blocked {
	return {
		code: 'windowClosed',
		reason: `The customer service window is closed: the customer's last message is more than ${hours} hours old, and outside the window only approved templates may be sent.`,
		remedy:
			'Send an approved template (Message > Send Template), or choose "Send a Template Instead" in the field "If the Window Is Closed".',
	};
}

const WHATSAPP_WINDOW_HOURS = 24;

/** Describes the block of *Send a Template Instead* without a template, or with one that was taken for free text. */
export function noTemplateInstead(hours = WHATSAPP_WINDOW_HOURS): Blocked {
	return {
		...closedWindow(hours),
		reason: `${closedWindow(hours).reason} No template was chosen to go instead.`,
		remedy: 'Choose a template in the field "Template", below "If the Window Is Closed".',
	};
}
