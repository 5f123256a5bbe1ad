import { record, text, type Reply } from '../whatsapp-cloud/calls';
import type {
	AcceptedMessage,
	ChatArchitectEmulatorOptions,
	EmulatedTemplate,
} from './emulator-types';
import { checkMessage } from './payload-rules';

/** The state of the emulated ChatArchitect. */
export interface World {
	options: ChatArchitectEmulatorOptions;
	phone: string;
	storage: Record<string, string>;
	webhook?: string;
	templates: EmulatedTemplate[];
	messages: AcceptedMessage[];
	now: () => Date;
	nextId: () => string;
	/** Called for each accepted message. */
	accepted: (message: AcceptedMessage) => void;
}

/** Returns the answer to a request with the right credentials. */
export function answer(world: World, method: string, path: string, sent: unknown): Reply {
	const body = record(sent);
	if (method !== 'POST') return { status: 405, body: refusal('Method Not Allowed') };
	if (body.channel !== 'whatsapp') return { status: 400, body: refusal('channel is required') };
	switch (path) {
		case '/whatsappmessage':
			return message(world, body);
		case '/getHSM':
			return body.getHSM === 'true'
				? { status: 200, body: { status: 'success', templates: world.templates } }
				: { status: 400, body: refusal('getHSM must be "true"') };
		case '/submit_template':
			return submitted(world, record(body.submit_template));
		case '/webhook':
			return registered(world, body);
		default:
			return { status: 404, body: refusal('Not Found') };
	}
}

function refusal(reason: string): object {
	return { status: 'error', message: reason };
}

function message(world: World, body: Record<string, unknown>): Reply {
	if (body.storage !== undefined) {
		Object.assign(world.storage, record(body.storage));
		return account(world);
	}
	if (body.payload === undefined && body.template === undefined) return account(world);
	const verdict = checkMessage(body);
	if ('refused' in verdict) return { status: 400, body: refusal(verdict.refused) };
	const { id } = record(body.template);
	if (verdict.type === 'template' && !world.templates.some((known) => known.id === id)) {
		return {
			status: 400,
			body: { status: 'error', message: { code: 1004, reason: 'No template' } },
		};
	}
	const accepted: AcceptedMessage = {
		id: world.nextId(),
		to: String(body.destination),
		type: verdict.type,
		body,
		acceptedAt: world.now(),
	};
	world.messages.push(accepted);
	world.accepted(accepted);
	return { status: 202, body: { status: 'submitted', messageId: accepted.id } };
}

/** Returns the answer to an empty message: the account with its whole storage. */
function account({ storage, phone }: World): Reply {
	return { status: 200, body: { channel: 'whatsapp', storage, billing: { phone } } };
}

const REQUIRED = [
	'elementName',
	'languageCode',
	'category',
	'templateType',
	'content',
	'example',
] as const;

function submitted(world: World, draft: Record<string, unknown>): Reply {
	const missing = REQUIRED.find((field) => text(draft[field]) === undefined);
	if (missing) return { status: 400, body: refusal(`${missing} is required`) };
	const name = String(draft.elementName);
	if (!/^[a-z0-9_]+$/.test(name)) return { status: 400, body: refusal('Invalid elementName') };
	if (String(draft.example).includes('{{')) {
		return { status: 400, body: refusal('Example must have no placeholders') };
	}
	const template = {
		id: world.nextId(),
		elementName: name,
		languageCode: String(draft.languageCode),
		category: String(draft.category),
		templateType: String(draft.templateType),
		status: 'PENDING',
		data: String(draft.content),
		meta: JSON.stringify({ example: draft.example }),
	};
	world.templates.push(template);
	return { status: 200, body: { status: 'success', template } };
}

function registered(world: World, body: Record<string, unknown>): Reply {
	const url = text(body.webhook);
	if (url === undefined || !URL.canParse(url)) {
		return { status: 400, body: refusal('webhook is required') };
	}
	if (world.options.requireHttpsCallbacks && !url.startsWith('https://')) {
		return { status: 400, body: refusal('webhook must be https') };
	}
	if (body.webhook_separate !== 'true' && body.webhook_separate !== 'false') {
		return { status: 400, body: refusal('webhook_separate must be "true" or "false"') };
	}
	world.webhook = url;
	return { status: 200, body: { status: 'success' } };
}
