import type { Contract } from './contract';
import { record, text, type Call, type Reply } from './requests';
import { applyTags, chatOf, chatState, takeIntent, takeMessages, type Sent } from './sends';
import { refreshCredentials, showCredentials } from './tokens';
import { botmakerId, chatIdOf, Refusal, type KeptWebhook, type World } from './world';

/** The operations of the API, each under its path. */

interface Surroundings {
	world: World;
	contract: Contract;
	baseUrl: string;
	sent: (sent: Sent) => void;
}

type Route = (call: Call, around: Surroundings, parts: string[]) => Reply;

const ROUTES: ReadonlyArray<readonly [method: string, path: RegExp, route: Route]> = [
	['GET', /^\/auth\/credentials$/, (_call, { world }) => showCredentials(world)],
	[
		'POST',
		/^\/auth\/credentials$/,
		(call, { world, contract }) => refreshCredentials(world, contract, call),
	],
	['GET', /^\/channels$/, (_call, { world }) => items([...world.channels.values()].map(channel))],
	['POST', /^\/chats-actions\/send-messages$/, sendMessages],
	['POST', /^\/chats-actions\/trigger-intent$/, triggerIntent],
	['GET', /^\/chats\/([^/]+)$/, getChat],
	['PATCH', /^\/chats\/([^/]+)$/, patchChat],
	['GET', /^\/agents$/, (_call, { world }) => items(world.options.agents ?? [])],
	[
		'GET',
		/^\/intents$/,
		(_call, { world }) =>
			items((world.options.intents ?? []).map((one) => ({ active: true, ...one }))),
	],
	[
		'GET',
		/^\/whatsapp\/templates$/,
		(_call, { world }) => items((world.options.templates ?? []).map(template)),
	],
	['GET', /^\/whatsapp\/templates\/([^/]+)$/, getTemplate],
	[
		'GET',
		/^\/webhooks$/,
		(_call, { world }) =>
			items(
				[...world.webhooks.values()].map((one) =>
					webhook(
						one,
						one.rules.map(({ id }) => id),
					),
				),
			),
	],
	[
		'GET',
		/^\/webhooks\/([^/]+)$/,
		(_call, { world }, [id]) => ({ status: 200, body: full(world, id) }),
	],
	['POST', /^\/webhooks\/([^/]+)\/redirection-rules$/, addRule],
	['DELETE', /^\/webhooks\/([^/]+)\/redirection-rules\/([^/]+)$/, removeRule],
	['GET', /^\/private-media\/temp-access-link$/, temporaryLink],
];

/** Returns the answer. Throws a Refusal for a request that Botmaker refuses. */
export function route(call: Call, around: Surroundings): Reply {
	for (const [method, path, answer] of ROUTES) {
		const match = path.exec(call.path);
		if (match && method === call.method) {
			return answer(call, around, match.slice(1).map(decodeURIComponent));
		}
	}
	throw new Refusal(404);
}

function items(list: unknown[]): Reply {
	return { status: 200, body: { nextPage: null, items: list } };
}

function channel({ active = true, ...rest }: object & { active?: boolean }): object {
	return { active, ...rest };
}

function sendMessages(call: Call, { world, contract, sent }: Surroundings): Reply {
	const fault = contract('MessagesRequest', call.body);
	if (fault) throw fault;
	return accepted(takeMessages(world, record(call.body)), sent);
}

function triggerIntent(call: Call, { world, contract, sent }: Surroundings): Reply {
	const fault = contract('TriggerIntentRequest', call.body);
	if (fault) throw fault;
	return accepted(takeIntent(world, record(call.body)), sent);
}

function accepted(given: Sent, sent: Surroundings['sent']): Reply {
	sent(given);
	return { status: 202, body: { webhookNotificationId: given.message.id } };
}

function endsIn(world: World, reference: string | undefined) {
	const separator = reference?.indexOf(':') ?? -1;
	if (reference === undefined || separator < 0) return chatOf(world, { chatId: reference ?? '' });
	const channelId = reference.slice(0, separator);
	const contactId = reference.slice(separator + 1);
	if (!world.chats.has(reference)) throw new Refusal(404);
	return { channelId, contactId };
}

function getChat(_call: Call, { world }: Surroundings, [reference]: string[]): Reply {
	const ends = endsIn(world, reference);
	const { variables, tags } = chatState(world, ends);
	const chat = { chatId: chatIdOf(ends.channelId, ends.contactId), ...ends };
	return { status: 200, body: { chat, variables, tags: [...tags], isBotMuted: false } };
}

function patchChat(call: Call, { world, contract }: Surroundings, [reference]: string[]): Reply {
	const fault = contract('ChatUpdateRequest', call.body);
	if (fault) throw fault;
	const chat = chatState(world, endsIn(world, reference));
	const { variables, tags } = record(call.body);
	Object.assign(chat.variables, record(variables));
	applyTags(chat.tags, tags);
	return { status: 200 };
}

function template(one: NonNullable<World['options']['templates']>[number]): object {
	const { body, footer, ...rest } = one;
	return {
		category: 'UTILITY',
		state: 'APPROVED',
		...rest,
		body: { text: body },
		...(footer === undefined ? {} : { footer: { text: footer } }),
	};
}

function getTemplate(_call: Call, { world }: Surroundings, [name]: string[]): Reply {
	const found = world.options.templates?.find((one) => one.name === name);
	if (found === undefined) throw new Refusal(404);
	return { status: 200, body: template(found) };
}

function webhook(kept: KeptWebhook, redirectionRules: unknown[]): object {
	const { id, url, token, active = true, channelsIds = [] } = kept;
	const { notifyUserMessages = true, notifyStatusChanges = true } = kept;
	const messagesNotifications = { channelsIds, notifyUserMessages, notifyStatusChanges };
	return { id, url, token, active, version: '1.1', messagesNotifications, redirectionRules };
}

function full(world: World, id: string | undefined): object {
	const kept = world.webhooks.get(id ?? '');
	if (kept === undefined) throw new Refusal(404);
	return webhook(kept, kept.rules);
}

function addRule(call: Call, { world, contract }: Surroundings, [id]: string[]): Reply {
	const kept = world.webhooks.get(id ?? '');
	if (kept === undefined) throw new Refusal(404);
	const fault = contract('RedirectionRule', call.body);
	if (fault) throw fault;
	const { name, URL: address, chatsMatchProps } = record(call.body);
	const rule = {
		id: botmakerId(world, 'RULE'),
		name: text(name) ?? '',
		URL: text(address) ?? '',
		chatsMatchProps,
	};
	kept.rules.push(rule);
	return { status: 201, body: rule };
}

function removeRule(_call: Call, { world }: Surroundings, [id, ruleId]: string[]): Reply {
	const kept = world.webhooks.get(id ?? '');
	const index = kept?.rules.findIndex((rule) => rule.id === ruleId) ?? -1;
	if (index < 0) throw new Refusal(404);
	kept?.rules.splice(index, 1);
	return { status: 204 };
}

function temporaryLink(call: Call, { baseUrl }: Surroundings): Reply {
	const asked = call.query.get('file-url') ?? '';
	if (!asked.startsWith(`${baseUrl}/files/`)) throw new Refusal(400);
	return { status: 200, body: { url: `${asked}?signature=emulated` } };
}
