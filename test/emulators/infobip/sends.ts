import { record, text, type Call, type Reply } from '../whatsapp-cloud/calls';
import type { AcceptedMessage, EmulatedChannel } from './emulator-types';
import { digits, findCustomer, type CustomerState, type World } from './world';

/**
 * Messages on their way in: what is rejected at once, and what fails afterwards
 * (docs/facts/infobip.md#answers-and-reports and docs/facts/infobip.md#error-codes).
 */

export interface Accepted {
	message: AcceptedMessage;
	/** Address that gets the reports of this message instead of the subscription. */
	notifyUrl?: string;
	callbackData?: string;
	/** The SMS that goes out when it fails. */
	failover?: { from: string; text: string };
}

/** Rejections that come in the answer. */
const REJECTED = {
	source: { id: 11, name: 'REJECTED_SOURCE', description: 'Invalid Source address' },
	credits: { id: 12, name: 'REJECTED_NOT_ENOUGH_CREDITS', description: 'Not enough credits' },
	blocklisted: {
		id: 14,
		name: 'REJECTED_DESTINATION_BLOCKLISTED',
		description: 'Destination on the blocklist',
	},
	duplicate: {
		id: 23,
		name: 'REJECTED_DUPLICATE_MESSAGE_ID',
		description: 'This id was used before',
	},
} as const;

/** Failures that come in a report. */
const UNKNOWN_USER = 7002;
const TEMPLATE_ARGUMENTS = 7008;
const TEMPLATE_UNKNOWN = 7009;
const NO_SESSION = 7010;
const MARKETING_OPT_OUT = 7033;

interface Wanted {
	channel: EmulatedChannel;
	from: string;
	to: string;
	type: string;
	text: string;
	body: Record<string, unknown>;
	messageId?: string;
	template?: { name: string; language: string; placeholders?: number };
	notifyUrl?: string;
	callbackData?: string;
	failover?: { from: string; text: string };
}

/** Answers `POST /whatsapp/1/message/…`: one message, or a list for templates. */
export function sendWhatsApp(
	call: Call,
	world: World,
	accepted: (message: Accepted) => void,
): Reply {
	const endpoint = call.path.replace('/whatsapp/1/message/', '');
	const body = record(call.body);
	const entries = Array.isArray(body.messages) ? body.messages.map(record) : [body];
	const answers = entries.map((entry) => {
		const content = record(entry.content);
		const isTemplate = endpoint === 'template';
		const placeholders = record(record(content.templateData).body).placeholders;
		return take(world, accepted, {
			channel: 'whatsapp',
			from: String(entry.from),
			to: String(entry.to),
			type: endpoint,
			text: text(content.text) ?? text(record(content.body).text) ?? text(content.caption) ?? '',
			body: entry,
			...optionalTexts(entry),
			...(isTemplate
				? {
						template: {
							name: String(content.templateName),
							language: String(content.language),
							placeholders: Array.isArray(placeholders) ? placeholders.length : 0,
						},
					}
				: {}),
			...(entry.smsFailover ? { failover: smsOf(record(entry.smsFailover), 'from') } : {}),
		});
	});
	return Array.isArray(body.messages)
		? { status: 200, body: { messages: answers, bulkId: world.nextId() } }
		: { status: 200, body: answers[0] };
}

/** Answers `POST /viber/2/messages` and `POST /messages-api/1/messages`. */
export function sendMany(call: Call, world: World, accepted: (message: Accepted) => void): Reply {
	const list = record(call.body).messages;
	const answers = (Array.isArray(list) ? list : []).map(record).map((entry) => {
		const answer = take(
			world,
			accepted,
			call.path.startsWith('/viber/') ? viber(entry) : omni(entry),
		);
		return { messageId: answer.messageId, status: answer.status, destination: answer.to };
	});
	return { status: 200, body: { bulkId: world.nextId(), messages: answers } };
}

function viber(entry: Record<string, unknown>): Wanted {
	const content = record(entry.content);
	const sms = record(record(entry.options).smsFailover);
	return {
		channel: 'viber',
		...endsOf(entry),
		type: String(content.type),
		text: text(content.text) ?? '',
		body: entry,
		...webhooksOf(entry),
		...(sms.text ? { failover: smsOf(sms, 'sender') } : {}),
	};
}

const CHANNELS: Readonly<Record<string, EmulatedChannel>> = {
	WHATSAPP: 'whatsapp',
	VIBER_BM: 'viber',
	VIBER_BOT: 'viber',
	SMS: 'sms',
};

function omni(entry: Record<string, unknown>): Wanted {
	const body = record(record(entry.content).body);
	const sms = record(Array.isArray(entry.failover) ? entry.failover[0] : undefined);
	const template = record(entry.template);
	return {
		channel: CHANNELS[String(entry.channel)] ?? 'sms',
		...endsOf(entry),
		type: template.templateName ? 'template' : String(body.type),
		text: text(body.text) ?? '',
		body: entry,
		...webhooksOf(entry),
		...(template.templateName
			? { template: { name: String(template.templateName), language: String(template.language) } }
			: {}),
		...(sms.channel
			? {
					failover: {
						from: text(sms.sender) ?? 'SMS',
						text: text(record(record(sms.content).body).text) ?? '',
					},
				}
			: {}),
	};
}

function endsOf(entry: Record<string, unknown>): Pick<Wanted, 'from' | 'to' | 'messageId'> {
	const [first] = Array.isArray(entry.destinations) ? entry.destinations.map(record) : [];
	const byChannel = Array.isArray(first?.byChannel) ? first.byChannel.map(record) : [];
	const own = byChannel.find(({ channel }) => channel === entry.channel) ?? first;
	const messageId = text(first?.messageId);
	return {
		from: String(entry.sender),
		to: String(own?.to),
		...(messageId ? { messageId } : {}),
	};
}

function webhooksOf(entry: Record<string, unknown>): Pick<Wanted, 'notifyUrl' | 'callbackData'> {
	const webhooks = record(entry.webhooks);
	const notifyUrl = text(record(webhooks.delivery).url);
	const callbackData = text(webhooks.callbackData);
	return { ...(notifyUrl ? { notifyUrl } : {}), ...(callbackData ? { callbackData } : {}) };
}

function optionalTexts(
	entry: Record<string, unknown>,
): Pick<Wanted, 'messageId' | 'notifyUrl' | 'callbackData'> {
	const names = ['messageId', 'notifyUrl', 'callbackData'] as const;
	return Object.fromEntries(
		names.flatMap((name) => {
			const value = text(entry[name]);
			return value === undefined ? [] : [[name, value]];
		}),
	);
}

function smsOf(sms: Record<string, unknown>, sender: string): { from: string; text: string } {
	return { from: text(sms[sender]) ?? 'SMS', text: text(sms.text) ?? '' };
}

interface Taken {
	to: string;
	messageCount: number;
	messageId: string;
	status: Record<string, unknown>;
}

function take(world: World, accepted: (message: Accepted) => void, wanted: Wanted): Taken {
	const { channel, from, to } = wanted;
	const id = wanted.messageId ?? world.nextId();
	const customer = customerFor(world, to);
	const rejection = rejectionOf(world, wanted, customer);
	const common = { to, messageCount: 1, messageId: id };
	if (rejection) {
		return { ...common, status: { groupId: 5, groupName: 'REJECTED', ...rejection } };
	}
	const error = failureOf(world, wanted, customer);
	const { type, text: words, body, notifyUrl, callbackData, failover } = wanted;
	const message: AcceptedMessage = {
		id,
		channel,
		from,
		to,
		type,
		text: words,
		body,
		...(error === undefined ? {} : { error }),
		acceptedAt: world.now(),
	};
	world.messages.push(message);
	accepted({
		message,
		...(notifyUrl ? { notifyUrl } : {}),
		...(callbackData ? { callbackData } : {}),
		...(failover ? { failover } : {}),
	});
	const status = { groupId: 1, groupName: 'PENDING', id: 26, name: 'PENDING_ACCEPTED' };
	return { ...common, status: { ...status, description: 'Pending Accepted' } };
}

function customerFor(world: World, to: string): CustomerState | undefined {
	const known = findCustomer(world, to);
	if (known || world.options.unknownRecipients !== 'accept') return known;
	return { phone: to, windowExpiresAt: Number.POSITIVE_INFINITY };
}

function rejectionOf(
	world: World,
	{ channel, from, messageId }: Wanted,
	customer: CustomerState | undefined,
): object | undefined {
	if (world.options.hasCredit === false) return REJECTED.credits;
	const isKnownSender =
		channel === 'sms' ||
		(channel === 'whatsapp'
			? world.numbers.includes(digits(from))
			: world.viberSenders.includes(from));
	if (!isKnownSender) return REJECTED.source;
	if (customer?.blocklisted) return REJECTED.blocklisted;
	const isRepeated = world.messages.some(({ id }) => id === messageId);
	return messageId !== undefined && isRepeated ? REJECTED.duplicate : undefined;
}

function failureOf(
	world: World,
	{ channel, template }: Wanted,
	customer: CustomerState | undefined,
): number | undefined {
	if (channel === 'sms') return undefined;
	if (customer === undefined || customer.notOn?.includes(channel)) return UNKNOWN_USER;
	if (channel !== 'whatsapp') return undefined;
	if (template === undefined) {
		return (customer.windowExpiresAt ?? 0) > world.now().getTime() ? undefined : NO_SESSION;
	}
	const approved = world.templates.find(
		({ name, language, status }) =>
			name === template.name && language === template.language && status === 'APPROVED',
	);
	if (approved === undefined) return TEMPLATE_UNKNOWN;
	const variables = new Set(
		[...(text(record(approved.structure.body).text) ?? '').matchAll(/\{\{(\d+)\}\}/g)].map(
			([, n]) => n,
		),
	);
	if (template.placeholders !== undefined && template.placeholders !== variables.size) {
		return TEMPLATE_ARGUMENTS;
	}
	return approved.category === 'MARKETING' && customer.optedOutOfMarketing
		? MARKETING_OPT_OUT
		: undefined;
}
