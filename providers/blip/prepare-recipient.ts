import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type { ApiResult, Recipient, SendToPrepare } from '../../messaging/provider';
import { campaignPhone, partsWithoutPlace } from './build-campaign';
import { continueIn } from './flow-state';
import { credentialOfAnotherBot, tunnelOfAnotherBot } from './key-mistakes';
import {
	addressOn,
	botName,
	channelOf,
	identityOf,
	phoneOf,
	readNode,
	sideOf,
	type Node,
} from './node';
import { readTunnel } from './tunnels';
import { checkWhatsAppNumber } from './whatsapp-identity';

/**
 * Resolves the recipient before a message is built. Checks that the credential belongs to the sending bot, and looks up
 * the WhatsApp address of a typed number. Reads the customer behind a tunnel when the router itself writes. An address
 * from an event, or from an earlier look-up, costs no request.
 */
export async function prepareRecipient(
	send: SendToPrepare,
	http: Http,
): Promise<ApiResult<Recipient>> {
	const { from, message } = send;
	const { botId } = from.account;
	if (botId && botName(from.id) !== botName(botId)) {
		return refused(credentialOfAnotherBot(botName(botId), botName(from.id)));
	}
	const found = await addressOf(send, http);
	if (!found.ok || message.continueIn === undefined) return found;
	if (message.type === 'template') return campaignRecipient(found.value, send);
	const directed = await continueIn(from.account, found.value.id, message.continueIn, http);
	return directed.ok ? found : directed;
}

async function addressOf(send: SendToPrepare, http: Http): Promise<ApiResult<Recipient>> {
	const { to, from, known } = send;
	const node = readNode(to.id);
	if (node === undefined) return typedAddress(send, http);
	switch (sideOf(node)) {
		case 'tunnel':
			// The store keeps the customers of each bot apart, so a stored customer wrote to this bot.
			return known?.id === to.id ? { ok: true, value: to } : behindTunnel(send, node, http);
		case 'customer':
			return channelOf(node) === from.channel ? { ok: true, value: to } : refused(OTHER_CHANNEL);
		case 'otherChannel':
			return refused(OTHER_CHANNEL);
		case 'desk':
			// The customer of a ticket, if the workflow is the desk.
			return node.instance ? { ok: true, value: to } : refused(NOT_A_CUSTOMER);
		case 'business':
			return refused(NOT_A_CUSTOMER);
	}
}

async function typedAddress(
	{ to, from, known }: SendToPrepare,
	http: Http,
): Promise<ApiResult<Recipient>> {
	const remembered = [known?.id, known?.userId].find((address) => isUsable(address, from.channel));
	if (remembered !== undefined) return { ok: true, value: { ...to, id: remembered } };
	const address = addressOn(from.channel, to.id);
	const node = readNode(address);
	const phone = to.phone ?? phoneOf(node);
	if (from.channel !== 'whatsapp' || phone === undefined) {
		return node === undefined
			? refused(NOT_A_CUSTOMER)
			: { ok: true, value: { ...to, id: address } };
	}
	const checked = await checkWhatsAppNumber(from.account, phone, http);
	return checked.ok
		? { ok: true, value: { id: checked.value, phone, userId: checked.value } }
		: checked;
}

function isUsable(address: string | undefined, channel: string): boolean {
	const node = readNode(address);
	return node !== undefined && (channelOf(node) === channel || sideOf(node) === 'tunnel');
}

async function behindTunnel(
	{ to, from }: SendToPrepare,
	{ name }: Node,
	http: Http,
): Promise<ApiResult<Recipient>> {
	const sender = botName(from.id);
	const read = await readTunnel(from.account, name, http);
	if (!read.ok) {
		return read.error.code === '67' ? refused(tunnelOfAnotherBot(sender, undefined)) : read;
	}
	const { owner, originator, destination } = read.value;
	if (destination !== undefined && botName(destination) === sender) return { ok: true, value: to };
	const real = readNode(originator);
	if (owner === undefined || botName(owner) !== sender || real === undefined) {
		return refused(tunnelOfAnotherBot(sender, destination && botName(destination)));
	}
	const phone = phoneOf(real);
	const id = identityOf(real);
	return { ok: true, value: { id, userId: id, ...(phone ? { phone } : {}) } };
}

function campaignRecipient(recipient: Recipient, { message }: SendToPrepare): ApiResult<Recipient> {
	const homeless = message.type === 'template' ? partsWithoutPlace(message) : [];
	if (homeless.length > 0) return refused(noPlaceFor(homeless));
	const phone = campaignPhone(recipient);
	return phone === undefined ? refused(NO_PHONE) : { ok: true, value: { ...recipient, phone } };
}

function refused(error: MessagingError): { ok: false; error: MessagingError } {
	return { ok: false, error };
}

function noPlaceFor(parts: readonly string[]): MessagingError {
	return {
		code: 'campaignCannotCarry',
		title: 'This template cannot continue in a flow',
		reason: `Campaigns of Blip have no field for ${parts.join(' and ')}.`,
		remedy:
			'Remove the flow in which the conversation continues, or choose a template without them.',
		retry: 'no',
	};
}

const NO_PHONE: MessagingError = {
	code: 'campaignNeedsPhone',
	title: 'A phone number is needed here',
	reason:
		'A template that continues in a flow is sent as a campaign, and campaigns go to phone numbers only. The number of this customer is unknown.',
	remedy:
		'Enter the phone number in "Customer", or remove the flow in which the conversation continues.',
	retry: 'no',
};

const OTHER_CHANNEL: MessagingError = {
	code: 'otherChannel',
	title: 'This customer is on another channel',
	reason: 'The address belongs to another channel than the one that is chosen.',
	remedy: 'Choose the channel of the event: {{ $json.channel }}.',
	retry: 'no',
};

const NOT_A_CUSTOMER: MessagingError = {
	code: 'notACustomer',
	title: 'This is not the address of a customer',
	reason:
		'The address does not belong to a customer, but e.g. to a bot, an agent or a service of Blip.',
	remedy: 'Send to the contact ID of an event: {{ $json.contact.id }}.',
	retry: 'no',
};
