import type {
	ButtonsMessage,
	FormMessage,
	LinkButtonMessage,
	ListMessage,
	LocationRequestMessage,
	MessageHeader,
} from '../../../messaging/outbound-message';
import { headerMedia, optional } from './parts';

/**
 * Builds the `interactive` object of a message with buttons, a list or another control
 * (docs/facts/whatsapp-cloud.md#interactive-messages).
 */

/** The only version that Meta documents. */
const FLOW_MESSAGE_VERSION = '3';

export type InteractiveMessage =
	ButtonsMessage | ListMessage | LinkButtonMessage | FormMessage | LocationRequestMessage;

/** Builds type, header, body, footer and action. */
export function interactive(message: InteractiveMessage): object {
	if (message.type === 'locationRequest') {
		return {
			type: 'location_request_message',
			body: { text: message.text },
			action: { name: 'send_location' },
		};
	}
	return {
		type: INTERACTIVE_TYPE[message.type],
		...(message.header ? { header: header(message.header) } : {}),
		body: { text: message.text },
		...(message.footer ? { footer: { text: message.footer } } : {}),
		action: action(message),
	};
}

const INTERACTIVE_TYPE = {
	buttons: 'button',
	list: 'list',
	linkButton: 'cta_url',
	form: 'flow',
} as const satisfies Record<Exclude<InteractiveMessage['type'], 'locationRequest'>, string>;

function header(content: MessageHeader): object {
	return content.type === 'text'
		? { type: 'text', text: content.text }
		: { type: content.type, ...headerMedia(content) };
}

function action(message: Exclude<InteractiveMessage, LocationRequestMessage>): object {
	switch (message.type) {
		case 'buttons':
			return {
				buttons: message.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
			};
		case 'list':
			return {
				button: message.buttonText,
				sections: message.sections.map((section) => ({
					...optional('title', section.title),
					rows: section.rows.map(({ id, title, description }) => ({
						id,
						title,
						...optional('description', description),
					})),
				})),
			};
		case 'linkButton':
			return {
				name: 'cta_url',
				parameters: { display_text: message.title, url: message.url },
			};
		case 'form':
			return { name: 'flow', parameters: flowParameters(message) };
	}
}

function flowParameters(form: FormMessage): object {
	return {
		flow_message_version: FLOW_MESSAGE_VERSION,
		// Ids are digits; anything else is the name that the user gave the Flow.
		...(/^\d+$/.test(form.formId) ? { flow_id: form.formId } : { flow_name: form.formId }),
		flow_cta: form.buttonText,
		...optional('flow_token', form.token),
		mode: form.draft ? 'draft' : 'published',
		...firstScreen(form),
	};
}

/**
 * Returns the first screen and its data. Meta refuses empty `data`. Without screen and data the form opens its first
 * screen.
 */
function firstScreen({ screen, data }: FormMessage): object {
	const hasData = data !== undefined && Object.keys(data).length > 0;
	if (!screen && !hasData) return {};
	return {
		flow_action: 'navigate',
		flow_action_payload: { ...optional('screen', screen), ...(hasData ? { data } : {}) },
	};
}
