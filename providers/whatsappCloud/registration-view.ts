import { z } from 'zod';

import type { Http, HttpRequest } from '../../messaging/http';
import type { ApiResult } from '../../messaging/provider';
import { sameAddress } from '../../messaging/shown-address';
import { explainRegistrationFailure, unreadableAnswer } from './registration-errors';
import {
	getAccountApps,
	getAppSubscriptions,
	getNumber,
	getNumbers,
	WHATSAPP_OBJECT,
} from './registration-requests';
import type { RegistrationSettings } from './registration-settings';

/**
 * Reads the present registrations at Meta. Unreadable entries are skipped; an unreadable answer as a whole is an error.
 */

export interface RegistrationView {
	/** The app's subscription to WhatsApp events; absent when there is none. */
	app?: AppSubscription;
	/** Whether the WhatsApp Business Account sends its events to the app at all. */
	subscribed: boolean;
	/** The account's own address. */
	accountAddress?: string;
	/** The number's own address. */
	numberAddress?: string;
}

export interface AppSubscription {
	url: string;
	active: boolean;
	fields: string[];
}

/** A place for an address that is more specific than the app's. */
export type OwnSlot = 'number' | 'account';

/** A number of the account that has an address of its own. */
export interface NumberAddress {
	id: string;
	/** The number in the form that users know. */
	label: string;
	url: string;
}

/** Bound for accounts with very many numbers: 20 pages of 100. */
const MAX_NUMBER_PAGES = 20;

export async function readView(
	settings: RegistrationSettings,
	http: Http,
): Promise<ApiResult<RegistrationView>> {
	const { numberId } = settings;
	const [subscriptions, apps, number] = await Promise.all([
		fetchJson(getAppSubscriptions(settings), http),
		fetchJson(getAccountApps(settings), http),
		numberId === undefined ? undefined : fetchJson(getNumber(settings, numberId), http),
	]);
	if (!subscriptions.ok) return subscriptions;
	if (!apps.ok) return apps;
	if (number && !number.ok) return number;

	const subscriptionList = list.safeParse(subscriptions.value);
	if (!subscriptionList.success) return unreadable("the app's webhook subscription");
	const appList = list.safeParse(apps.value);
	if (!appList.success) return unreadable('the apps of the WhatsApp Business Account');

	const app = firstMatch(subscriptionList.data.data, readSubscription);
	const own = firstMatch(appList.data.data, (entry) => readAccountApp(entry, settings.appId));
	const configuration = number ? readConfiguration(number.value) : {};
	const accountAddress = own?.address ?? configuration.whatsapp_business_account;
	return {
		ok: true,
		value: {
			...(app ? { app } : {}),
			subscribed: own !== undefined,
			...(accountAddress ? { accountAddress } : {}),
			...(configuration.phone_number ? { numberAddress: configuration.phone_number } : {}),
		},
	};
}

/** Returns the slots, besides the app, that have this address. */
export function slotsWith(view: RegistrationView, url: string): OwnSlot[] {
	const slots: OwnSlot[] = [];
	if (sameAddress(view.numberAddress, url)) slots.push('number');
	if (sameAddress(view.accountAddress, url)) slots.push('account');
	return slots;
}

/** Returns every number of the account that has an address of its own, ours or that of another system. */
export async function readNumberAddresses(
	settings: RegistrationSettings,
	http: Http,
): Promise<ApiResult<NumberAddress[]>> {
	const found: NumberAddress[] = [];
	let after: string | undefined;
	for (let page = 0; page < MAX_NUMBER_PAGES; page += 1) {
		const answer = await fetchJson(getNumbers(settings, after), http);
		if (!answer.ok) return answer;
		const numbers = list.safeParse(answer.value);
		if (!numbers.success) return unreadable('the numbers of the WhatsApp Business Account');
		for (const entry of numbers.data.data) {
			const number = numberEntry.safeParse(entry);
			const url = number.success ? readConfiguration(entry).phone_number : undefined;
			if (!number.success || !url) continue;
			const { id, display_phone_number } = number.data;
			found.push({ id, label: display_phone_number ?? id, url });
		}
		const next = numbers.data.paging?.next ? numbers.data.paging.cursors?.after : undefined;
		if (!next || next === after) break;
		after = next;
	}
	return { ok: true, value: found };
}

/** Makes a request and explains a failure. */
export async function fetchJson(request: HttpRequest, http: Http): Promise<ApiResult<unknown>> {
	const result = await http(request);
	if (result.ok) return { ok: true, value: result.body };
	return { ok: false, error: explainRegistrationFailure(request, result.failure) };
}

const identifier = z.union([z.string(), z.number()]).transform(String);
const address = z.string().trim().min(1).optional().catch(undefined);

const list = z.object({
	data: z.array(z.unknown()),
	paging: z
		.object({
			next: z.string().optional().catch(undefined),
			cursors: z
				.object({ after: z.string().optional().catch(undefined) })
				.optional()
				.catch(undefined),
		})
		.optional()
		.catch(undefined),
});

const subscriptionEntry = z.object({
	object: z.literal(WHATSAPP_OBJECT),
	callback_url: z.string().trim().min(1),
	active: z.boolean().optional().catch(undefined),
	fields: z.array(z.unknown()).optional().catch(undefined),
});

const fieldEntry = z.union([
	z.string(),
	z.object({ name: z.string() }).transform((field) => field.name),
]);

const accountAppEntry = z.object({
	whatsapp_business_api_data: z.object({ id: identifier }),
	override_callback_uri: address,
});

const numberEntry = z.object({
	id: identifier,
	display_phone_number: z.string().optional().catch(undefined),
});

const configured = z.object({
	webhook_configuration: z.object({ phone_number: address, whatsapp_business_account: address }),
});

function readSubscription(entry: unknown): AppSubscription | undefined {
	const parsed = subscriptionEntry.safeParse(entry);
	if (!parsed.success) return undefined;
	const fields = (parsed.data.fields ?? []).flatMap((field) => {
		const name = fieldEntry.safeParse(field);
		return name.success ? [name.data] : [];
	});
	return { url: parsed.data.callback_url, active: parsed.data.active ?? true, fields };
}

function readAccountApp(entry: unknown, appId: string): { address?: string } | undefined {
	const parsed = accountAppEntry.safeParse(entry);
	if (!parsed.success || parsed.data.whatsapp_business_api_data.id !== appId) return undefined;
	const own = parsed.data.override_callback_uri;
	return own ? { address: own } : {};
}

function readConfiguration(body: unknown): {
	phone_number?: string;
	whatsapp_business_account?: string;
} {
	const parsed = configured.safeParse(body);
	return parsed.success ? parsed.data.webhook_configuration : {};
}

function firstMatch<T>(entries: unknown[], read: (entry: unknown) => T | undefined): T | undefined {
	for (const entry of entries) {
		const found = read(entry);
		if (found !== undefined) return found;
	}
	return undefined;
}

function unreadable(what: string): { ok: false; error: ReturnType<typeof unreadableAnswer> } {
	return { ok: false, error: unreadableAnswer(what) };
}
