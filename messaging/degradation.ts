import type { Capabilities } from './capabilities';
import { asNumberedText, choicesOf } from './degradation-choices';
import { asText } from './degradation-text';
import type { Blocked } from './error';
import { countCharacters } from './limit-checks';
import type {
	ButtonsMessage,
	ListMessage,
	OutboundMessage,
	OutboundType,
} from './outbound-message';
import type { Choice } from './typed-choice';

/**
 * Degradation of a message that a channel cannot show as it is: to another form that says the same, or to a refusal
 * before anything is sent. No part is left out silently. The choices are kept, so that a typed answer finds its choice.
 */

export type Adaptation =
	| {
			message: OutboundMessage;
			/** Absent when the message goes out as it is. `how` is shown to the user. */
			degraded?: { from: OutboundType; to: OutboundType; how: string };
			/** Choices behind the numbers of a numbered text, to be remembered until the customer answers. */
			choices?: Choice[];
	  }
	| { refused: Blocked };

/** Returns the message in the best form that the channel has. Its lengths are checked afterwards, by `checkLimits`. */
export function adapt(message: OutboundMessage, capabilities: Capabilities): Adaptation {
	const support = capabilities.messages[message.type];
	switch (support.support) {
		case 'refused':
			return {
				refused: { code: 'typeNotSupported', reason: support.why, remedy: support.remedy },
			};
		case 'native': {
			const other = support.unless?.(message);
			if (other) return inAnotherForm(message, other.as, other.how, capabilities);
			return message.type === 'buttons' && hasTooManyButtons(message, capabilities)
				? moreButtonsThanAllowed(message, capabilities)
				: { message, ...rememberedChoices(message, capabilities) };
		}
		case 'degraded':
			return inAnotherForm(message, support.as, support.how, capabilities);
	}
}

function hasTooManyButtons(message: ButtonsMessage, { limits }: Capabilities): boolean {
	return limits.buttons !== undefined && message.buttons.length > limits.buttons.count;
}

function moreButtonsThanAllowed(message: ButtonsMessage, capabilities: Capabilities): Adaptation {
	const counts = `${message.buttons.length} buttons are more than the ${capabilities.limits.buttons?.count} that this channel shows`;
	return fitsIntoList(message, capabilities)
		? inAnotherForm(message, 'list', `${counts}, so they were sent as a list.`, capabilities)
		: inAnotherForm(
				message,
				'text',
				`${counts}, so they were sent as a numbered text. The customer answers with a number.`,
				capabilities,
			);
}

function inAnotherForm(
	message: OutboundMessage,
	to: OutboundType,
	how: string,
	capabilities: Capabilities,
): Adaptation {
	const from = message.type;
	if (message.type === 'buttons' && to === 'list' && fitsIntoList(message, capabilities)) {
		const list = asList(message);
		return { message: list, degraded: { from, to, how }, ...rememberedChoices(list, capabilities) };
	}
	if (message.type === 'sticker' && to === 'image') {
		return { message: { ...message, type: 'image' }, degraded: { from, to, how } };
	}
	if (message.type === 'buttons' || message.type === 'list') {
		const numbered = asNumberedText(message, capabilities);
		if ('refused' in numbered) return numbered;
		const shown = inShowableForm(numbered.message, capabilities);
		return 'refused' in shown
			? shown
			: {
					message: shown.message,
					degraded: { from, to: shown.message.type, how },
					choices: numbered.choices,
				};
	}
	const text = asText(message);
	return 'refused' in text ? text : { message: text.message, degraded: { from, to: 'text', how } };
}

/**
 * Converts to text if the channel cannot show the new form either, e.g. a file with the numbered text as its caption.
 */
function inShowableForm(
	message: OutboundMessage,
	{ messages }: Capabilities,
): { message: OutboundMessage } | { refused: Blocked } {
	const support = messages[message.type];
	const isShowable = support.support !== 'native' || support.unless?.(message) === undefined;
	return isShowable ? { message } : asText(message);
}

/** Returns the choices to remember, where the channel gives back nothing but their words. */
function rememberedChoices(
	message: OutboundMessage,
	{ messages }: Capabilities,
): { choices?: Choice[] } {
	const support = messages[message.type];
	const isChoice = message.type === 'buttons' || message.type === 'list';
	return isChoice && support.support === 'native' && support.answersAsText
		? { choices: choicesOf(message) }
		: {};
}

/** A word of Portuguese, Spanish and English. */
const LIST_BUTTON_TEXT = 'Menu';

/**
 * Returns whether the buttons fit into a list, whose titles have another maximum. If not, they are sent as numbered
 * text.
 */
function fitsIntoList(message: ButtonsMessage, { messages, limits }: Capabilities): boolean {
	const { list } = limits;
	if (messages.list.support !== 'native' || list === undefined) return false;
	if (messages.list.unless?.(asList(message)) !== undefined) return false;
	return (
		message.buttons.length <= list.rows &&
		(message.header === undefined || (list.headers?.includes(message.header.type) ?? true)) &&
		message.buttons.every(
			({ id, title }) =>
				countCharacters(id) <= list.rowIdCharacters &&
				countCharacters(title) <= list.rowTitleCharacters,
		)
	);
}

function asList({ type: _type, buttons, ...rest }: ButtonsMessage): ListMessage {
	return { ...rest, type: 'list', buttonText: LIST_BUTTON_TEXT, sections: [{ rows: buttons }] };
}
