import { record, text } from './requests';
import { botmakerId, chatIdOf, invalid, Refusal, type AcceptedMessage, type World } from './world';

/** Sends that Botmaker accepts, and their outcomes. */

export interface Sent {
	message: AcceptedMessage;
	/** The failure that will be reported, in the form of Meta's codes. */
	failure?: { reason: string };
}

/** Returns the addressed chat. Another account's channel is refused; a plus would open another, empty chat. */
export function chatOf(world: World, chat: unknown): { channelId: string; contactId: string } {
	const { chatId, channelId, contactId } = record(chat);
	if (typeof chatId === 'string') return chatById(world, chatId);
	if (typeof channelId !== 'string' || !world.channels.has(channelId)) {
		throw invalid('The channel does not exist in this account', 'chat.channelId');
	}
	if (typeof contactId !== 'string' || contactId === '') {
		throw invalid('The contact is missing', 'chat.contactId');
	}
	if (world.channels.get(channelId)?.platform === 'whatsapp' && !/^\d{8,15}$/.test(contactId)) {
		throw invalid('The contact must be a number with country code, digits only', 'chat.contactId');
	}
	return { channelId, contactId };
}

/** Finds a chat by its id. Only chats with messages have one. */
function chatById(world: World, chatId: string): { channelId: string; contactId: string } {
	for (const reference of world.chats.keys()) {
		const [channelId = '', contactId = ''] = reference.split(':');
		if (chatIdOf(channelId, contactId) === chatId) return { channelId, contactId };
	}
	throw new Refusal(404);
}

export function takeMessages(world: World, body: Record<string, unknown>): Sent {
	const ends = chatOf(world, body.chat);
	const messages = Array.isArray(body.messages) ? body.messages.map(record) : [];
	if (messages.length === 0) throw invalid('There are no messages', 'messages');
	const isWhatsApp = world.channels.get(ends.channelId)?.platform === 'whatsapp';
	for (const message of messages) {
		if (!isWhatsApp && (message.whatsappInteractive ?? message.contact) !== undefined) {
			throw invalid('Only WhatsApp has this kind of message', 'messages');
		}
		if (!HOLDS_SOMETHING.some((field) => message[field] !== undefined)) {
			throw invalid('A message is empty', 'messages');
		}
	}
	const failure = failureOf(world, ends.contactId, isWhatsApp);
	return taken(world, 'message', ends, body, failure);
}

const HOLDS_SOMETHING = ['text', 'media', 'location', 'contact', 'whatsappInteractive', 'buttons'];

export function takeIntent(world: World, body: Record<string, unknown>): Sent {
	const ends = chatOf(world, body.chat);
	const name = text(body.intentIdOrName);
	const template = world.options.templates?.find((one) => one.name === name);
	const intent = world.options.intents?.find((one) => one.id === name || one.name === name);
	if (template === undefined && intent === undefined) {
		throw invalid('There is no such intent or template', 'intentIdOrName');
	}
	if (template !== undefined && (template.state ?? 'APPROVED') !== 'APPROVED') {
		throw invalid('The template is not approved', 'intentIdOrName');
	}
	const chat = chatState(world, ends);
	Object.assign(chat.variables, record(body.variables));
	applyTags(chat.tags, body.tags);
	return taken(world, 'intent', ends, body, failureOf(world, ends.contactId, false));
}

export function chatState(world: World, ends: { channelId: string; contactId: string }) {
	const reference = `${ends.channelId}:${ends.contactId}`;
	const chat = world.chats.get(reference) ?? { variables: {}, tags: new Set<string>() };
	world.chats.set(reference, chat);
	return chat;
}

export function applyTags(tags: Set<string>, change: unknown): void {
	for (const [tag, isSet] of Object.entries(record(change))) {
		if (isSet === true) tags.add(tag);
		else tags.delete(tag);
	}
}

function taken(
	world: World,
	kind: AcceptedMessage['kind'],
	ends: { channelId: string; contactId: string },
	body: Record<string, unknown>,
	failure: Sent['failure'],
): Sent {
	chatState(world, ends);
	const id = botmakerId(world, 'TX');
	const message = { id, ...ends, kind, body, acceptedAt: world.now() };
	world.messages.push(message);
	return failure === undefined ? { message } : { message, failure };
}

function failureOf(world: World, contactId: string, needsWindow: boolean): Sent['failure'] {
	const { unknownContacts = [], closedWindows = [], refusals } = world.options;
	const code = unknownContacts.includes(contactId)
		? '131026.0'
		: needsWindow && closedWindows.includes(contactId)
			? '131047.0'
			: undefined;
	if (code === undefined) return undefined;
	if (refusals !== 'response') return { reason: code };
	throw code === '131047.0'
		? new Refusal(403, { error: { code: 201, message: 'Outside of the 24 hours window' } })
		: invalid('The contact is not reachable', 'chat.contactId');
}
