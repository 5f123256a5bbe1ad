import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type { ApiResult } from '../../messaging/provider';
import { idText, list, looseRecord, text } from '../../messaging/reading/loose-json';
import { sameAddress, shownAddress } from '../../messaging/shown-address';
import { apiUrl } from './api';
import { call, listAll } from './call';
import { FORWARDING_CHANNEL, type Line, type RegistrationSettings } from './registration-settings';

/** The present registrations at Infobip, read before anything is written. */
export interface LineView {
	/** Our subscription, by its id. */
	ours?: { events: readonly string[]; url?: string; profileId?: string };
	/** Whether an interrupted registration may have left our profile. */
	profileLeftOver: boolean;
	/** Whether the subscription of another listener of this installation gets all these messages. */
	isShared: boolean;
	/** Subscriptions of others that get these messages, as they may be shown. */
	foreign: string[];
	/** Forwarding of the number itself, which takes precedence over every subscription. */
	forwarding: ForwardingView;
}

export interface ForwardingView {
	/** Present when the API key may not read the registrations. */
	refusal?: MessagingError;
	/** The forwarding of every message of the number. */
	catchAll?: Forwarding;
	/** Forwardings of messages with a keyword, or of other numbers: a notice, no obstacle. */
	others: string[];
}

export interface Forwarding {
	type: string;
	url?: string;
	format?: string;
}

export async function readLine(
	line: Line,
	settings: RegistrationSettings,
	http: Http,
): Promise<ApiResult<LineView>> {
	const entries = await listAll(settings.account, subscriptionPath(line.channel), {}, http);
	if (!entries.ok) return entries;
	const subscriptions = entries.value.flatMap(readSubscription);
	const foreign: string[] = [];
	let isShared = false;
	for (const other of subscriptions) {
		if (other.id === line.subscriptionId || !overlaps(other, line, settings.sender)) continue;
		const url = await profileAddress(other.profileId, settings, http);
		if (!url.ok) return url;
		if (isSharedAddress(url.value, settings)) {
			isShared ||= covers(other, settings.sender);
			continue;
		}
		const name = other.name ? `"${other.name}"` : `subscription ${other.id}`;
		foreign.push(url.value ? `${shownAddress(url.value)} (${name})` : name);
	}
	const own = subscriptions.find(({ id }) => id === line.subscriptionId);
	const ownUrl = await profileAddress(line.subscriptionId, settings, http);
	if (!ownUrl.ok) return ownUrl;
	const forwarding = await readForwarding(line, settings, http);
	if (!forwarding.ok) return forwarding;
	return {
		ok: true,
		value: {
			...(own
				? {
						ours: {
							events: own.events,
							...(ownUrl.value ? { url: ownUrl.value } : {}),
							...(own.profileId ? { profileId: own.profileId } : {}),
						},
					}
				: {}),
			profileLeftOver: own === undefined && ownUrl.value !== undefined,
			isShared,
			foreign,
			forwarding: forwarding.value,
		},
	};
}

interface Subscription {
	id: string;
	name?: string;
	profileId?: string;
	events: string[];
	resources: string[];
}

const subscription = z.object({
	subscriptionId: z.string().min(1),
	name: text,
	profile: z.object({ profileId: text }).optional().catch(undefined),
	events: list,
	resources: list,
});
const eventName = z.union([
	z.string(),
	z.object({ event: z.string() }).transform(({ event }) => event),
]);

function readSubscription(entry: unknown): Subscription[] {
	const read = subscription.safeParse(entry);
	if (!read.success) return [];
	const { subscriptionId: id, name, profile, events, resources } = read.data;
	return [
		{
			id,
			...(name ? { name } : {}),
			...(profile?.profileId ? { profileId: profile.profileId } : {}),
			events: events.flatMap((event) => eventName.safeParse(event).data ?? []),
			resources: resources.flatMap((resource) => idText.parse(resource) ?? []),
		},
	];
}

/** Events that conflict with ours. A subscription to reports alone does not. */
const DECISIVE_EVENTS: ReadonlySet<string> = new Set(['INBOUND_MESSAGE', 'BLOCK', 'UNBLOCK']);

/** Returns whether both get the same messages. Without resources a subscription is for the whole account. */
function overlaps(other: Subscription, line: Line, sender: string | undefined): boolean {
	const sharesEvents = other.events.some(
		(event) => DECISIVE_EVENTS.has(event) && line.events.includes(event),
	);
	const sharesSender =
		sender === undefined || other.resources.length === 0 || other.resources.includes(sender);
	return sharesEvents && sharesSender;
}

/** Returns whether the other subscription gets every wanted message. */
function covers(other: Subscription, sender: string | undefined): boolean {
	if (other.resources.length === 0) return true;
	return sender !== undefined && other.resources.includes(sender);
}

const profile = z.object({ webhook: z.object({ notifyUrl: z.string() }) });

/** Returns the address of the profile; `undefined` when there is no such profile, or it has no address. */
async function profileAddress(
	profileId: string | undefined,
	{ account }: RegistrationSettings,
	http: Http,
): Promise<ApiResult<string | undefined>> {
	if (profileId === undefined) return { ok: true, value: undefined };
	const answer = await call({ method: 'GET', url: apiUrl(account, profilePath(profileId)) }, http);
	if (!answer.ok) return isGone(answer.error) ? { ok: true, value: undefined } : answer;
	return { ok: true, value: profile.safeParse(answer.value).data?.webhook.notifyUrl };
}

/** Returns whether a refusal means that the thing does not exist. */
export function isGone({ code }: { code: string }): boolean {
	return code === 'NOT_FOUND' || code === 'E404' || code === 'http404';
}

/** Returns whether a refusal means that the API key lacks a scope. */
export function lacksScope({ code }: { code: string }): boolean {
	return code === 'FORBIDDEN' || code === 'E403' || code === 'http403';
}

const configuration = z.object({
	keyword: text,
	number: idText,
	resource: idText,
	forwarding: looseRecord,
});
const forwardingPart = z.object({ type: z.string().min(1), url: text, format: text });

/** Reads the forwarding. That needs a scope of its own, and a key without it can register nevertheless. */
async function readForwarding(
	line: Line,
	settings: RegistrationSettings,
	http: Http,
): Promise<ApiResult<ForwardingView>> {
	if (line.channel === 'BLOCKLIST') return { ok: true, value: { others: [] } };
	const answer = await call(
		{
			method: 'GET',
			url: apiUrl(settings.account, CONFIGURATIONS_PATH),
			query: { channel: FORWARDING_CHANNEL[line.channel], ...numberField(line, settings.sender) },
		},
		http,
	);
	if (!answer.ok) {
		const mayNotLook = lacksScope(answer.error);
		if (!mayNotLook && !isGone(answer.error)) return answer;
		return { ok: true, value: { others: [], ...(mayNotLook && { refusal: answer.error }) } };
	}
	const view: ForwardingView = { others: [] };
	for (const entry of list.parse(answer.value)) {
		const read = configuration.safeParse(entry);
		const forwarding = forwardingPart.safeParse(read.data?.forwarding).data;
		if (!read.success || forwarding === undefined) continue;
		const { keyword, number, resource } = read.data;
		const isCatchAll = !keyword && settings.sender !== undefined;
		if (isCatchAll) view.catchAll = forwarding;
		else if (!sameAddress(withoutQuery(forwarding.url), settings.url)) {
			const what = keyword
				? `with the keyword ${keyword}`
				: `of ${number ?? resource ?? 'a number'}`;
			view.others.push(`Messages ${what} go to ${shownForwarding(forwarding)}.`);
		}
	}
	return { ok: true, value: view };
}

export const CONFIGURATIONS_PATH = '/resource-management/1/inbound-message-configurations';

export function subscriptionPath(channel: Line['channel'], subscriptionId?: string): string {
	const path = `/subscriptions/1/subscription/${channel}`;
	return subscriptionId === undefined ? path : `${path}/${encodeURIComponent(subscriptionId)}`;
}

export function profilePath(profileId: string): string {
	return `/subscriptions/1/profiles/${encodeURIComponent(profileId)}`;
}

/** Returns the field that selects the number: WhatsApp needs the number, Viber the resource. */
export function numberField(
	line: Line,
	sender: string | undefined,
): { number?: string; resource?: string } {
	if (sender === undefined) return {};
	return line.channel === 'WHATSAPP' ? { number: sender } : { resource: sender };
}

/** Returns whether the address is ours. Ignores hints and token, which may have changed. */
export function isOurAddress(url: string | undefined, settings: RegistrationSettings): boolean {
	return sameAddress(withoutQuery(url), withoutQuery(settings.url));
}

/** Returns whether the address is that of another listener. Its events are given to every listener. */
export function isSharedAddress(url: string | undefined, settings: RegistrationSettings): boolean {
	return settings.ours.some((own) => sameAddress(withoutQuery(url), withoutQuery(own)));
}

export function shownForwarding({ type, url }: Forwarding): string {
	return url ? shownAddress(url) : `${type} of the number`;
}

export function withoutQuery(url: string | undefined): string | undefined {
	return url?.split(/[?#]/, 1)[0];
}
