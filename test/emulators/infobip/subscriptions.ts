import { record, text, type Call, type Reply } from '../whatsapp-cloud/calls';
import type { NumberConfiguration, Subscription } from './emulator-types';
import { refuse } from './refusals';
import { digits, type World } from './world';

/**
 * Addresses of events: subscriptions, their profiles, and the forwarding of single numbers
 * (docs/facts/infobip.md#webhook-addresses).
 */

export function answerSubscriptions(call: Call, world: World): Reply | undefined {
	const [, , kind = '', ...rest] = call.segments;
	if (kind === 'profiles') return answerProfile(call, world, rest[0] ?? '');
	if (kind !== 'subscription') return undefined;
	const [channel = '', id] = rest;
	if (id !== undefined) return answerSubscription(call, world, channel, id);
	return call.method === 'POST' ? create(call, world, channel) : listed(call, world, channel);
}

function listed(call: Call, world: World, channel: string): Reply {
	const all = [...world.subscriptions.values()].filter((entry) => entry.channel === channel);
	const size = Number(call.query.size ?? 20);
	const page = Number(call.query.page ?? 0);
	const results = all.slice(page * size, (page + 1) * size).map(shown);
	const totalPages = Math.ceil(all.length / size);
	return {
		status: 200,
		body: { results, paging: { page, size, totalPages, totalResults: all.length } },
	};
}

function shown({ subscriptionId, name, events, resources, profileId }: Subscription): unknown {
	return { subscriptionId, name, events, resources, profile: { profileId } };
}

function create(call: Call, world: World, channel: string): Reply {
	const body = record(call.body);
	const profile = record(body.profile);
	const id = String(body.subscriptionId);
	const profileId = String(profile.profileId);
	const events = (body.events as unknown[]).map(
		(event) => text(event) ?? text(record(event).event) ?? '',
	);
	const refused = events.filter((event) => world.options.refusedEvents?.includes(event));
	if (refused.length > 0) {
		return refuse(call.path, 400, 'Bad request', [`/events ${refused.join()} is not available`]);
	}
	if (world.subscriptions.has(`${channel} ${id}`) || world.profiles.has(profileId)) {
		return refuse(call.path, 400, 'Bad request', ['/subscriptionId already exists']);
	}
	subscribe(world, {
		channel,
		subscriptionId: id,
		...(text(body.name) ? { name: text(body.name) } : {}),
		events,
		resources: Array.isArray(body.resources) ? body.resources.map(String) : [],
		profileId,
		notifyUrl: text(record(profile.webhook).notifyUrl) ?? '',
		headers: record(profile.headers) as Record<string, string>,
	});
	return { status: 201, body: { ...body, profile: { profileId } } };
}

export function subscribe(world: World, subscription: Subscription): void {
	const { channel, subscriptionId, profileId, notifyUrl, headers } = subscription;
	world.subscriptions.set(`${channel} ${subscriptionId}`, subscription);
	world.profiles.set(profileId, { notifyUrl, ...(headers ? { headers } : {}) });
}

function answerSubscription(call: Call, world: World, channel: string, id: string): Reply {
	const key = `${channel} ${id}`;
	const found = world.subscriptions.get(key);
	if (!found) return refuse(call.path, 404, 'Subscription not found');
	if (call.method !== 'DELETE') return { status: 200, body: shown(found) };
	world.subscriptions.delete(key);
	return { status: 200, body: { subscriptionId: id, profile: { profileId: found.profileId } } };
}

function answerProfile(call: Call, world: World, id: string): Reply {
	const found = world.profiles.get(id);
	if (!found) return refuse(call.path, 404, 'Profile not found');
	if (call.method === 'DELETE') {
		const isUsed = [...world.subscriptions.values()].some(({ profileId }) => profileId === id);
		if (isUsed) return refuse(call.path, 400, 'Profile is in use');
		world.profiles.delete(id);
		return { status: 200, body: { profileId: id } };
	}
	const webhook = { notifyUrl: found.notifyUrl, contentType: 'application/json' };
	return { status: 200, body: { profileId: id, webhook, headers: found.headers ?? {} } };
}

export function answerConfigurations(call: Call, world: World): Reply {
	if (call.method === 'POST') return configure(call, world);
	const { channel, number, resource } = call.query;
	const sender = number ?? resource;
	const found = world.configurations.filter(
		(entry) => entry.channel === channel && (sender === undefined || entry.sender === sender),
	);
	return { status: 200, body: found.map(shownConfiguration) };
}

function shownConfiguration({ sender, channel, ...rest }: NumberConfiguration): unknown {
	const place = channel === 'WHATSAPP' ? { number: sender } : { resource: sender };
	return { configurationKey: `key-${sender}`, channel, ...place, ...rest };
}

/** Creates or changes a configuration. Fields that are not given stay unchanged. */
function configure(call: Call, world: World): Reply {
	const body = record(call.body);
	const channel = String(body.channel) as NumberConfiguration['channel'];
	const sender = String(body.number ?? body.resource);
	const isOurs =
		channel === 'WHATSAPP'
			? world.numbers.includes(digits(sender))
			: world.viberSenders.includes(sender);
	if (!isOurs) return refuse(call.path, 404, 'Number not found');
	const keyword = text(body.keyword);
	let entry = world.configurations.find(
		(known) => known.channel === channel && known.sender === sender && known.keyword === keyword,
	);
	if (!entry) {
		entry = { channel, sender, ...(keyword ? { keyword } : {}) };
		world.configurations.push(entry);
	}
	if (Array.isArray(body.unset) && body.unset.includes('FORWARDING')) delete entry.forwarding;
	const { type, url, format } = record(body.forwarding);
	if (text(type) !== undefined) {
		entry.forwarding = {
			type: String(type),
			...(text(url) ? { url: text(url) } : {}),
			format: text(format) ?? (channel === 'WHATSAPP' ? 'MO_OTT_CONTACT' : 'MO_OTT_MSISDN'),
		};
	}
	return { status: 200, body: shownConfiguration(entry) };
}

/** Returns where an event of a sender goes. A number's own forwarding overrides every subscription. */
export function targetsOf(
	world: World,
	channel: string,
	event: string,
	sender: string,
): Array<{ url: string; headers: Record<string, string> }> {
	if (event === 'INBOUND_MESSAGE') {
		const name = channel === 'VIBER' ? 'VIBER_BM' : channel;
		const own = world.configurations.find(
			(entry) => entry.channel === name && entry.sender === sender && !entry.keyword,
		)?.forwarding;
		if (own) return own.url ? [{ url: own.url, headers: {} }] : [];
	}
	return [...world.subscriptions.values()]
		.filter(
			(entry) =>
				entry.channel === channel &&
				entry.events.includes(event) &&
				(entry.resources.length === 0 || entry.resources.includes(sender)),
		)
		.map(({ notifyUrl, headers }) => ({ url: notifyUrl, headers: headers ?? {} }));
}
