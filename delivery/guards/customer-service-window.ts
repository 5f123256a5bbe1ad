import { isWindowOpen } from '../../messaging/customer-service-window';
import type { Blocked } from '../../messaging/error';
import { PASS, type Guard } from './guard';

/**
 * Blocks free text while the customer service window is closed. If the store does not know the window, the message
 * passes and the provider decides: the conversation may be older than this installation.
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

/** Returns the reason and remedy for a closed window, whether the guard or the provider noticed it. */
export function closedWindow(hours: number): Blocked {
	return {
		code: 'windowClosed',
		reason: `The customer service window is closed: the customer's last message is more than ${hours} hours old. Outside the window only approved templates may be sent.`,
		remedy:
			'Send an approved template (Message > Send Template), or choose "Send a Template Instead" in the field "If the Window Is Closed".',
	};
}

const WHATSAPP_WINDOW_HOURS = 24;

/**
 * Returns the reason and remedy when the user chose *Send a Template Instead*, but gave no template, or one that was
 * rejected as free text.
 */
export function noTemplateInstead(hours = WHATSAPP_WINDOW_HOURS): Blocked {
	return {
		...closedWindow(hours),
		reason: `${closedWindow(hours).reason} No template was chosen to be sent instead.`,
		remedy: 'Choose a template in the field "Template", below "If the Window Is Closed".',
	};
}

/** Notice of a template that was sent because the window was closed. */
export const TEMPLATE_INSTEAD =
	'The customer service window was closed, so the chosen template was sent instead.';
